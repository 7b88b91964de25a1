import Records

/// The rules by which a record's fields become a conversation.
///
/// The forms are tried in their order, for each record anew; the first whose required keys are
/// all there and not null is taken. Faults of the record are then those of that form alone: keys
/// that stand twice, then wrong types, then empty texts, each in the order of the form's keys.
///
/// SAFETY: texts are bytes of the tape; they are copied within the call that was given the tape,
/// and only through the checked interface of collections.
struct RecordSchema: ~Copyable {
  /// A form with its keys looked up.
  private struct Form {
    let definition: FormDefinition
    let form: RecordForm
    let keys: [RecordField]
    let requiredBits: UInt64
    /// The fields that are read of a record of this form.
    let readBits: UInt64

    init(_ index: Int) {
      definition = FormList.all[index]
      form = FormList.forms[index]
      keys = definition.keys.map { RecordField($0) }
      requiredBits = keys.prefix(definition.requiredKeys.count).reduce(0) { $0 | $1.bit }
      // A plain text has no system prompt before it.
      let common = definition.isPlainText ? RecordField.sources : RecordField.common
      readBits = (keys + common.map { RecordField($0) }).reduce(0) { $0 | $1.bit }
    }
  }

  private var fields: RecordFields
  private var reader: MessageReader
  /// The forms that a record may have: all, or those that have the fields which the map names.
  private let forms: [Form]
  private let hasMap: Bool
  private let unread: UnreadPolicy

  private let condition: RecordCondition?
  private let system: [UInt8]?
  private let metadata = KeyTable(PlainMetadata.recordKeys)

  init(options: ReadingOptions, tools: any ToolSpelling) {
    reader = MessageReader(maximumDepth: options.maximumDepth, spelling: tools)
    fields = RecordFields(map: options.map, condition: options.condition)
    forms = FormList.all.indices.filter { options.map.fits(FormList.all[$0]) }.map { Form($0) }
    hasMap = forms.count < FormList.all.count
    unread = options.unread
    condition = options.condition
    system = options.system.map { Array($0.utf8) }
  }

  /// Appends the record's messages, and their text, to `batch`.
  ///
  /// What was appended before a fault stays; the caller takes it back.
  /// - Returns: The record as far as it is read here: its form, messages and tools.
  mutating func map(
    _ tape: JSONTape, _ origin: RecordOrigin, into batch: inout ConversationBatch
  ) throws(RecordFault) -> ConversationBatch.Record {
    let kind = tape.kind(at: JSONTape.root)
    guard kind == .object else {
      throw RecordFault(.notAnObject, "the line is \(kind.name), expected an object")
    }
    fields.collect(from: tape)
    reader.begin()
    let present = fields.nonNull
    let form = forms.first { present & $0.requiredBits == $0.requiredBits }
    do throws(RecordFault) {
      // Before the record's form is looked at, but told to the report with it.
      if let condition, !condition.holds(for: tape) {
        throw RecordFault(.excluded, "the condition does not hold: \(condition)")
      }
      guard let form else { throw noForm(tape) }
      return try map(tape, as: form, origin, into: &batch)
    } catch {
      var fault = error
      fault.form = form?.form
      throw fault
    }
  }

  private mutating func map(
    _ tape: JSONTape, as form: Form, _ origin: RecordOrigin,
    into batch: inout ConversationBatch
  ) throws(RecordFault) -> ConversationBatch.Record {
    let start = batch.messages.count
    var record = ConversationBatch.Record(
      origin: origin, form: form.form, messages: 0..<0, source: 0)
    try form.definition.read(
      FormInput(tape: tape, fields: fields, keys: form.keys), &reader, &record, &batch)
    if !form.definition.isPlainText {
      try addSystemPrompt(tape, start, isUntrained: record.hasUntrainedPrompt, to: &batch)
      try trainInput(tape, start, of: &batch)
    }
    record.messages = start..<batch.messages.count
    noteUnreadFields(of: form, tape)
    if unread == .reject { try rejectUnread(form.definition.name) }
    return record
  }

  /// The record's source name: `source_dataset` where it is a string, else `source`.
  func sourceName(_ tape: JSONTape) -> UnsafeRawBufferPointer? {
    for name in [RecordField.sourceDataset, .source] {
      let field = fields[name]
      if field.count > 0, field.kind == .string { return tape.string(at: field.position) }
    }
    return nil
  }

  // MARK: What any conversation may have

  /// Puts the record's own system prompt, or the one of the options, before the conversation whose
  /// messages begin at `start`; a system message of it that says something wins over both.
  private mutating func addSystemPrompt(
    _ tape: JSONTape, _ start: Int, isUntrained: Bool, to batch: inout ConversationBatch
  ) throws(RecordFault) {
    var own: UnsafeRawBufferPointer?
    for name in [RecordField.system, .systemPrompt] where fields.nonNull & name.bit != 0 {
      try fields.requireOnce(name)
      try fields.requireString(name)
      let text = tape.string(at: fields[name].position)
      if TextRules.isBlank(text) { continue }
      if own == nil, batch.setSystem(text, ofMessagesFrom: start, isUntrained: isUntrained) {
        own = text
      } else if own.map({ !$0.elementsEqual(text) }) ?? !batch.hasSystem(text, from: start) {
        reader.noteUnread(name)
      }
    }
    if own == nil, let system {
      _ = system.withUnsafeBytes {
        batch.setSystem($0, ofMessagesFrom: start, isUntrained: isUntrained)
      }
    }
  }

  /// Makes what the user says trained too, or never, where the record says so; not what is marked as
  /// never to be trained, or a prompt's.
  private func trainInput(
    _ tape: JSONTape, _ start: Int, of batch: inout ConversationBatch
  ) throws(RecordFault) {
    let name = RecordField.trainOnInput
    guard fields.nonNull & name.bit != 0 else { return }
    try fields.requireOnce(name)
    let position = fields[name].position
    guard let isTrained = tape.truth(at: position) else {
      throw RecordFault(
        .wrongType,
        "field '\(name.key)' is \(tape.shown(at: position)), expected 0 or 1, true or false")
    }
    for message in batch.messages.indices[start...]
    where batch.messages[message].role == .user && batch.messages[message].training != .never {
      batch.messages[message].training = isTrained ? .always : .never
    }
  }

  // MARK: What is not read

  /// Adds the record's own fields to what the reader of its messages has found that nobody reads.
  private mutating func noteUnreadFields(of form: Form, _ tape: JSONTape) {
    for key in fields.unknownKeys where !tape.saysNothing(at: key + 1) {
      let name = tape.string(at: key)
      if metadata.index(of: name) == nil { reader.noteUnread(key: name) }
    }
    var rest = fields.nonNull & ~form.readBits
    while rest != 0 {
      let field = RecordField(number: rest.trailingZeroBitCount)
      rest &= rest - 1
      if !tape.saysNothing(at: fields[field].position) { reader.noteUnread(field) }
    }
    for name in [RecordField.sourceDataset, .source] {
      let field = fields[name]
      // Of any other type it says where a record comes from; these may hold more.
      let isContainer = field.kind == .object || field.kind == .array
      if isContainer, !tape.saysNothing(at: field.position) { reader.noteUnread(name) }
    }
    fields.forEachUnmappedMember(of: tape) { reader.noteUnread(name: $0) }
  }

  private func rejectUnread(_ form: String) throws(RecordFault) {
    let field = reader.unreadKeys.first.map { "field \(String(quoting: $0))" }
    let key = reader.unreadMessageKeys.first.map { "field \(String(quoting: $0)) of a message" }
    let name = reader.unreadNames.first.map { "field \(String(quoting: $0))" }
    guard let what = field ?? key ?? name else { return }
    throw RecordFault(
      .unknownSchema, "\(what) is not read, the record being of the form \(form)")
  }

  /// The paths of the map and of the condition that no record of the unit has had yet.
  var unmetPaths: [String] { fields.unmetPaths.map(\.description) }

  /// Begins another unit.
  mutating func beginUnit() { fields.beginUnit() }

  /// Counts what the record that was read last has and nobody reads.
  func countUnread(in table: inout UnreadFieldTable) {
    for key in reader.unreadKeys { table.note(key, isOfMessage: false) }
    for name in reader.unreadNames { table.note(name) }
    for key in reader.unreadMessageKeys { table.note(key, isOfMessage: true) }
  }

  // MARK: Records of no form

  private func noForm(_ tape: JSONTape) -> RecordFault {
    // The form meant is most likely the one whose keys are all there, one of them null; then one
    // of which some key has a value.
    let (present, nonNull) = (fields.present, fields.nonNull)
    let meant =
      forms.first { present & $0.requiredBits == $0.requiredBits && nonNull & $0.requiredBits != 0 }
      ?? forms.first { nonNull & $0.requiredBits != 0 }
      ?? forms.first { present & $0.requiredBits != 0 }
      // What the user maps says which form is meant.
      ?? (hasMap ? forms.first : nil)
    if let advice = preferencePair(tape) { return RecordFault(.unknownSchema, advice) }
    guard let meant,
      let name = meant.keys.first(where: { meant.requiredBits & ~nonNull & $0.bit != 0 })
    else { return unknownSchema(tape) }
    let state = fields[name].count > 0 ? "null" : "missing"
    return RecordFault(.missingField, "field '\(name.key)' is \(state), expected a value")
  }

  /// What to do with a pair of answers of which one is preferred; nil where the record is none.
  private func preferencePair(_ tape: JSONTape) -> String? {
    func kind(_ key: StaticString) -> JSONTape.Kind? {
      fields.unknownKeys.first { tape.string(at: $0).isEqual(to: key) }.map {
        tape.kind(at: $0 + 1)
      }
    }
    guard let chosen = kind("chosen"), kind("rejected") != nil else { return nil }
    // A list beside a prompt that is none holds the whole conversation.
    let prompt = fields[RecordField("prompt")].kind
    let field = chosen == .array && prompt != .array ? "messages" : "completion"
    return "the record is a preference pair: to train on the answer that is preferred, "
      + "give --map \(field)=chosen"
  }

  /// What to do where the object holds a list of records, most likely.
  private func listAdvice(_ tape: JSONTape) -> String {
    let list = fields.unknownKeys.first { key in
      let value = key + 1
      guard tape.kind(at: value) == .array else { return false }
      let elements = tape.contents(of: value)
      return !elements.isEmpty && tape.kind(at: elements.lowerBound) == .object
    }
    guard let list else { return "" }
    let name = String(quoting: tape.string(at: list))
    return
      "; where \(name) holds the records, jq -c '.[\"…\"][]' with that name makes lines of them"
  }

  private func unknownSchema(_ tape: JSONTape) -> RecordFault {
    let members = tape.contents(of: JSONTape.root)
    var names: [String] = []
    var count = 0
    var position = members.lowerBound
    while position < members.upperBound {
      if names.count < 5 { names.append(String(quoting: tape.string(at: position))) }
      count += 1
      position = tape.end(of: position + 1)
    }
    if count == 0 { return RecordFault(.unknownSchema, "the object has no keys") }
    let more = count > names.count ? " and \(count - names.count) more" : ""
    return RecordFault(
      .unknownSchema,
      "no record form has the keys found: \(names.joined(separator: ", "))\(more)"
        + listAdvice(tape))
  }
}

extension ConversationBatch {
  /// Appends one message of the record being read.
  @inline(__always)
  mutating func append(_ role: Role, _ bytes: UnsafeRawBufferPointer) {
    let start = text.count
    text.append(contentsOf: bytes)
    messages.append(Message(role: role, textStart: start, textCount: bytes.count))
  }

  /// Whether nothing is left of a text of the arena once white space is trimmed.
  func isBlank(_ range: Range<Int>) -> Bool {
    text.withUnsafeBytes { TextRules.isBlank(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Makes `system` the system prompt of the record whose messages begin at `start`; false where a
  /// system message of it says something already.
  mutating func setSystem(
    _ system: UnsafeRawBufferPointer, ofMessagesFrom start: Int, isUntrained: Bool
  ) -> Bool {
    guard !messages[start...].contains(where: { $0.role == .system && !isBlank($0.textRange) })
    else { return false }
    var message = Message(role: .system, textStart: text.count, textCount: system.count)
    if isUntrained { message.training = .never }
    text.append(contentsOf: system)
    if messages[start].role == .system {
      messages[start] = message
    } else {
      messages.insert(message, at: start)
    }
    return true
  }

  /// Whether the first system message from `start` on that says something says `system`.
  func hasSystem(_ system: UnsafeRawBufferPointer, from start: Int) -> Bool {
    messages[start...].first { $0.role == .system && !isBlank($0.textRange) }
      .map { text[$0.textRange].elementsEqual(system) } ?? false
  }

  /// Appends two newlines and `bytes` to the message that was appended last.
  mutating func extendLastMessage(_ bytes: UnsafeRawBufferPointer) {
    text.append(contentsOf: "\n\n".utf8)
    text.append(contentsOf: bytes)
    messages[messages.count - 1].textCount += 2 + bytes.count
  }
}

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

    init(_ index: Int) {
      definition = FormList.all[index]
      form = FormList.forms[index]
      keys = definition.keys.map { RecordField($0) }
      requiredBits = keys.prefix(definition.requiredKeys.count).reduce(0) { $0 | $1.bit }
    }
  }

  private var fields = RecordFields()
  private var toolReader: ToolReader
  private let forms = FormList.all.indices.map { Form($0) }

  private let fieldMap: FieldMap
  private let condition: RecordCondition?
  private let system: [UInt8]?

  init(options: ReadingOptions, tools: any ToolSpelling) {
    toolReader = ToolReader(maximumDepth: options.maximumDepth, spelling: tools)
    fieldMap = options.map
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
    fields.collect(from: tape, map: fieldMap)
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
      FormInput(tape: tape, fields: fields, keys: form.keys), &toolReader, &record, &batch)
    if let system, !form.definition.isPlainText {
      batch.prependSystem(system, toMessagesFrom: start)
    }
    record.messages = start..<batch.messages.count
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

  // MARK: Records of no form

  private func noForm(_ tape: JSONTape) -> RecordFault {
    // The form meant is most likely the one whose keys are all there, one of them null; then one
    // of which some key has a value.
    let (present, nonNull) = (fields.present, fields.nonNull)
    let meant =
      forms.first { present & $0.requiredBits == $0.requiredBits && nonNull & $0.requiredBits != 0 }
      ?? forms.first { nonNull & $0.requiredBits != 0 }
      ?? forms.first { present & $0.requiredBits != 0 }
    guard let meant,
      let name = meant.keys.first(where: { meant.requiredBits & ~nonNull & $0.bit != 0 })
    else { return unknownSchema(tape) }
    let state = fields[name].count > 0 ? "null" : "missing"
    return RecordFault(.missingField, "field '\(name.key)' is \(state), expected a value")
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
      "no record form has the keys found: \(names.joined(separator: ", "))\(more)")
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

  /// Makes `system` the system prompt of the record whose messages begin at `start`, where no
  /// system message of it says anything.
  mutating func prependSystem(_ system: [UInt8], toMessagesFrom start: Int) {
    func isBlank(_ message: Message) -> Bool {
      text.withUnsafeBytes {
        TextRules.isBlank(UnsafeRawBufferPointer(rebasing: $0[message.textRange]))
      }
    }
    guard !messages[start...].contains(where: { $0.role == .system && !isBlank($0) }) else {
      return
    }
    let message = Message(role: .system, textStart: text.count, textCount: system.count)
    text.append(contentsOf: system)
    if messages[start].role == .system {
      messages[start] = message
    } else {
      messages.insert(message, at: start)
    }
  }

  /// Appends two newlines and `bytes` to the message that was appended last.
  mutating func extendLastMessage(_ bytes: UnsafeRawBufferPointer) {
    text.append(contentsOf: "\n\n".utf8)
    text.append(contentsOf: bytes)
    messages[messages.count - 1].textCount += 2 + bytes.count
  }
}

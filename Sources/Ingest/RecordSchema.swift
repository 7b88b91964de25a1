import Records

extension RecordForm {
  /// The keys that a record must have, not null, to be of this form.
  var requiredFields: [RecordField] {
    switch self {
    case .messages: [.messages]
    case .conversations: [.conversations]
    case .instructionResponse: [.instruction, .response]
    case .alpaca: [.instruction, .output]
    case .promptCompletion: [.prompt, .completion]
    case .questionAnswer: [.question, .answer]
    case .text: [.text]
    }
  }

  var requiredBits: UInt32 { requiredFields.reduce(0) { $0 | $1.bit } }
}

/// The rules by which a record's fields become a conversation.
///
/// The forms are tried in their order, for each record anew; the first whose required keys are
/// all there and not null is taken. Faults of the record are then those of that form alone: keys
/// that stand twice, then wrong types, then empty texts, each in the order of the form's keys.
///
/// SAFETY: texts are bytes of the tape; they are copied within the call that was given the tape,
/// and only through the checked interface of collections.
struct RecordSchema: ~Copyable {
  private var fields = RecordFields()
  private var toolReader: ToolReader
  private let forms = RecordForm.allCases.map { (form: $0, requiredBits: $0.requiredBits) }

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
    let form = forms.first { present & $0.requiredBits == $0.requiredBits }?.form
    do throws(RecordFault) {
      // Before the record's form is looked at, but told to the report with it.
      if let condition, !condition.holds(for: tape) {
        throw RecordFault(.excluded, "the condition does not hold: \(condition)")
      }
      guard let form else { throw noForm(tape) }
      return try map(tape, as: form, origin, into: &batch)
    } catch {
      var fault = error
      fault.form = form
      throw fault
    }
  }

  private mutating func map(
    _ tape: JSONTape, as form: RecordForm, _ origin: RecordOrigin,
    into batch: inout ConversationBatch
  ) throws(RecordFault) -> ConversationBatch.Record {
    let start = batch.messages.count
    var record = ConversationBatch.Record(origin: origin, form: form, messages: 0..<0, source: 0)
    switch form {
    case .messages:
      try mapList(.messages, tape, &record, into: &batch)
    case .conversations:
      try mapList(.conversations, tape, &record, into: &batch)
    case .alpaca:
      try mapAlpaca(tape, into: &batch)
    case .instructionResponse:
      try mapPair(.instruction, .response, tape, into: &batch)
    case .promptCompletion:
      try mapPair(.prompt, .completion, tape, into: &batch)
    case .questionAnswer:
      try mapPair(.question, .answer, tape, into: &batch)
    case .text:
      try requireOnce(.text)
      try requireString(.text)
      batch.append(.user, try text(of: .text, tape))
    }
    if let system, form != .text { batch.prependSystem(system, toMessagesFrom: start) }
    record.messages = start..<batch.messages.count
    return record
  }

  private mutating func mapList(
    _ list: MessageList, _ tape: JSONTape, _ record: inout ConversationBatch.Record,
    into batch: inout ConversationBatch
  ) throws(RecordFault) {
    try requireOnce(list.form)
    record.tools = try toolReader.readDefinitions(fields, tape, into: &batch)
    record.omittedTextCount = try list.map(
      tape, fields[list.form], tools: &toolReader, into: &batch)
  }

  /// The record's source name: `source_dataset` where it is a string, else `source`.
  func sourceName(_ tape: JSONTape) -> UnsafeRawBufferPointer? {
    for name in [RecordField.sourceDataset, .source] {
      let field = fields[name]
      if field.count > 0, field.kind == .string { return tape.string(at: field.position) }
    }
    return nil
  }

  // MARK: Forms of two fields

  private func mapPair(
    _ prompt: RecordField, _ answer: RecordField, _ tape: JSONTape,
    into batch: inout ConversationBatch
  ) throws(RecordFault) {
    try requireOnce(prompt)
    try requireOnce(answer)
    try requireString(prompt)
    try requireString(answer)
    batch.append(.user, try text(of: prompt, tape))
    batch.append(.assistant, try text(of: answer, tape))
  }

  private func mapAlpaca(
    _ tape: JSONTape, into batch: inout ConversationBatch
  ) throws(RecordFault) {
    try requireOnce(.instruction)
    try requireOnce(.input)
    try requireOnce(.output)
    try requireString(.instruction)
    let hasInput = fields[.input].kind != .null
    if hasInput { try requireString(.input) }
    try requireString(.output)
    batch.append(.user, try text(of: .instruction, tape))
    if hasInput {
      let input = tape.string(at: fields[.input].position)
      if !TextRules.isBlank(input) { batch.extendLastMessage(input) }
    }
    batch.append(.assistant, try text(of: .output, tape))
  }

  // MARK: Fields

  private func requireOnce(_ name: RecordField) throws(RecordFault) {
    guard fields[name].count > 1 else { return }
    throw RecordFault(
      .duplicateKey, "field '\(name.key)' stands \(fields[name].count) times, expected once")
  }

  private func requireString(_ name: RecordField) throws(RecordFault) {
    let kind = fields[name].kind
    guard kind != .string else { return }
    throw RecordFault(.wrongType, "field '\(name.key)' is \(kind.name), expected a string")
  }

  /// The text of a field that `requireString` has passed.
  private func text(
    of name: RecordField, _ tape: JSONTape
  ) throws(RecordFault) -> UnsafeRawBufferPointer {
    let text = tape.string(at: fields[name].position)
    guard !TextRules.isBlank(text) else {
      throw RecordFault(.emptyField, "field '\(name.key)' is empty, expected text")
    }
    return text
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
    guard let name = meant?.form.requiredFields.first(where: { nonNull & $0.bit == 0 }) else {
      return unknownSchema(tape)
    }
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

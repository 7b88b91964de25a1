import Records

/// Reads what a record says of tools: their definitions, calls of them, and what they gave back.
///
/// Judges what is wrong in itself; how things are spelled in the batch's arena, and what cannot be
/// rendered, is asked of the chat template. Arguments and definitions may be JSON values or strings
/// that hold JSON.
///
/// SAFETY: strings are bytes of the tapes; they are copied within the call that was given the
/// tape, or compared.
struct ToolReader: ~Copyable {
  private let spelling: any ToolSpelling
  /// Parses JSON within strings, so that the record's own tape stays as it is.
  private var json: NestedJSON
  /// The same for calls that are given as a string, within which arguments may be another.
  private var callJSON: NestedJSON
  /// The built-in tools of the record at hand; nil where they are not switched on.
  private var builtins: [[UInt8]]?
  /// The JSON value at hand, as the template is handed it.
  private var value: [UInt8] = []

  init(maximumDepth: Int, spelling: any ToolSpelling) {
    self.spelling = spelling
    json = NestedJSON(maximumDepth: maximumDepth)
    callJSON = NestedJSON(maximumDepth: maximumDepth)
  }

  // MARK: Definitions

  /// Takes the definitions of the record whose fields are `fields`; nil where it has none.
  ///
  /// A field that is null, an empty list or an empty string defines nothing.
  mutating func readDefinitions(
    _ fields: RecordFields, _ tape: JSONTape, into batch: inout ConversationBatch
  ) throws(RecordFault) -> ConversationBatch.Tools? {
    builtins = nil
    let names: [RecordField] = [.tools, .functions, .builtinTools, .toolsInUserMessage]
    // Records without tools take the short way.
    guard names.contains(where: { fields[$0].count > 0 }) else { return nil }
    for name in names where fields[name].count > 1 {
      throw RecordFault(
        .duplicateKey, "field '\(name.key)' stands \(fields[name].count) times, expected once")
    }
    var tools = ConversationBatch.Tools()
    let place = fields[.toolsInUserMessage]
    switch place.kind {
    case .null: break
    case .boolean: tools.isInUserMessage = tape.boolean(at: place.position)
    default: throw wrongType(.toolsInUserMessage, place.kind, expected: "a boolean")
    }
    let schemas = try readSchemas(.tools, fields, tape, into: &batch)
    let older = try readSchemas(.functions, fields, tape, into: &batch)
    guard schemas == nil || older == nil else {
      throw RecordFault(
        .duplicateKey, "fields 'tools' and 'functions' both define functions, expected one of them")
    }
    tools.schemas = schemas ?? older
    tools.builtinNames = try readBuiltins(fields[.builtinTools], tape, into: &batch)
    return tools.schemas == nil && tools.builtinNames == nil ? nil : tools
  }

  /// Takes the schemas under `name`; those under `functions`, OpenAI's older key, are put into the
  /// shape that those under `tools` have.
  private mutating func readSchemas(
    _ name: RecordField, _ fields: RecordFields, _ tape: JSONTape,
    into batch: inout ConversationBatch
  ) throws(RecordFault) -> Range<Int>? {
    guard let (tape, list) = try list(name, fields[name], tape) else { return nil }
    let start = batch.text.count
    let elements = tape.contents(of: list)
    var position = elements.lowerBound
    var index = 0
    while position < elements.upperBound {
      guard tape.kind(at: position) == .object else {
        throw RecordFault(
          .wrongType, "tool \(index) is \(tape.kind(at: position).name), expected an object")
      }
      try JSONText.requireKeysOnce(tape, position)
      take(tape, position)
      if name == .functions {
        value.insert(contentsOf: #"{"type":"function","function":"#.utf8, at: 0)
        value.append(UInt8(ascii: "}"))
      }
      spelling.appendSchema(value.span, to: &batch.text)
      position = tape.end(of: position)
      index += 1
    }
    return start..<batch.text.count
  }

  private mutating func readBuiltins(
    _ field: RecordFields.Field, _ tape: JSONTape, into batch: inout ConversationBatch
  ) throws(RecordFault) -> Range<Int>? {
    guard let (tape, list) = try list(.builtinTools, field, tape) else { return nil }
    var names: [[UInt8]] = []
    let elements = tape.contents(of: list)
    var position = elements.lowerBound
    while position < elements.upperBound {
      guard tape.kind(at: position) == .string else {
        throw RecordFault(
          .wrongType,
          "built-in tool \(names.count) is \(tape.kind(at: position).name), expected a string")
      }
      names.append(Array(tape.string(at: position)))
      position = tape.end(of: position)
    }
    builtins = names
    let start = batch.text.count
    spelling.appendBuiltinNames(names, to: &batch.text)
    return start..<batch.text.count
  }

  /// The list that `field` is, or holds as text, with its tape; nil where it is none or empty.
  private mutating func list(
    _ name: RecordField, _ field: RecordFields.Field, _ tape: JSONTape
  ) throws(RecordFault) -> (JSONTape, Int)? {
    var (tape, position) = (tape, field.position)
    if field.kind == .null { return nil }
    if field.kind == .string {
      let text = tape.string(at: position)
      if TextRules.isBlank(text) { return nil }
      tape = try json.parse(text, "field '\(name.key)'")
      position = JSONTape.root
    }
    let kind = tape.kind(at: position)
    guard kind == .array else { throw wrongType(name, kind, expected: "an array") }
    return tape.contents(of: position).isEmpty ? nil : (tape, position)
  }

  private func wrongType(
    _ name: RecordField, _ kind: JSONTape.Kind, expected: String
  ) -> RecordFault {
    RecordFault(.wrongType, "field '\(name.key)' is \(kind.name), expected \(expected)")
  }

  // MARK: Calls

  /// Whether `toolCalls` holds calls: neither missing (0), null nor an empty list.
  func hasCalls(at toolCalls: Int, _ tape: JSONTape) -> Bool {
    guard toolCalls != 0 else { return false }
    let kind = tape.kind(at: toolCalls)
    return kind != .null && (kind != .array || !tape.contents(of: toolCalls).isEmpty)
  }

  /// Appends the calls of the list at `toolCalls`, made by message `index`: a message each.
  mutating func appendCalls(
    _ index: Int, at toolCalls: Int, _ tape: JSONTape, into batch: inout ConversationBatch
  ) throws(RecordFault) {
    try appendCalls(at: toolCalls, "tool_calls", "message \(index)", tape, into: &batch) {
      (reader, call, place, batch) throws(RecordFault) in
      _ = try reader.object(call, .object, "\(place): the tool call", tape)
      let function = try reader.member("function", of: call, place, tape)
      try reader.appendFunction(at: function, "field 'function'", place, tape, into: &batch)
    }
  }

  /// Appends calls that are given without a wrapping, `{"name","arguments"}`, or a list of such, or
  /// either as a string of JSON.
  mutating func appendBareCalls(
    _ call: MessageContent, _ tape: JSONTape, into batch: inout ConversationBatch
  ) throws(RecordFault) {
    let place = "message \(call.index)"
    var (tape, position) = (tape, call.position)
    if tape.kind(at: position) == .string {
      tape = try callJSON.parse(tape.string(at: position), "\(place): field '\(call.key)'")
      position = JSONTape.root
    }
    guard tape.kind(at: position) == .array else {
      return try appendFunction(at: position, "field '\(call.key)'", place, tape, into: &batch)
    }
    let tapeOfCalls = tape
    try appendCalls(at: position, call.key, place, tape, into: &batch) {
      (reader, call, place, batch) throws(RecordFault) in
      try reader.appendFunction(at: call, "the tool call", place, tapeOfCalls, into: &batch)
    }
  }

  /// Appends the calls of the list at `position`, each by `append`.
  private mutating func appendCalls(
    at position: Int, _ key: StaticString, _ place: String, _ tape: JSONTape,
    into batch: inout ConversationBatch,
    _ append: (inout ToolReader, Int, String, inout ConversationBatch) throws(RecordFault) -> Void
  ) throws(RecordFault) {
    let calls = try object(position, .array, "\(place): field '\(key)'", tape)
    guard !calls.isEmpty else {
      throw RecordFault(.emptyField, "\(place): field '\(key)' is an empty array, expected calls")
    }
    var callCount = 0
    var position = calls.lowerBound
    while position < calls.upperBound {
      position = tape.end(of: position)
      callCount += 1
    }
    do throws(ToolFault) {
      try spelling.check(callCount: callCount)
    } catch {
      throw RecordFault(.templateError, "\(place) \(error.detail)")
    }
    let first = batch.messages.count
    var call = calls.lowerBound
    while call < calls.upperBound {
      try append(&self, call, place, &batch)
      call = tape.end(of: call)
    }
    for message in batch.messages.indices.dropFirst(first + 1) {
      batch.messages[message].continuesTurn = true
    }
  }

  private mutating func appendFunction(
    at function: Int, _ what: String, _ place: String, _ tape: JSONTape,
    into batch: inout ConversationBatch
  ) throws(RecordFault) {
    _ = try object(function, .object, "\(place): \(what)", tape)
    let name = try member("name", of: function, place, tape)
    guard tape.kind(at: name) == .string else {
      throw RecordFault(
        .wrongType, "\(place): field 'name' is \(tape.kind(at: name).name), expected a string")
    }
    guard !TextRules.isBlank(tape.string(at: name)) else {
      throw RecordFault(.emptyField, "\(place): field 'name' is empty, expected text")
    }
    let arguments = try member("arguments", of: function, place, tape)
    try append(tape.string(at: name), arguments, place, tape, into: &batch)
  }

  private mutating func append(
    _ name: UnsafeRawBufferPointer, _ arguments: Int, _ place: String, _ tape: JSONTape,
    into batch: inout ConversationBatch
  ) throws(RecordFault) {
    let start = batch.text.count
    batch.text.append(contentsOf: name)
    var (argumentsTape, position) = (tape, arguments)
    if tape.kind(at: arguments) == .string {
      argumentsTape = try json.parse(tape.string(at: arguments), "\(place): field 'arguments'")
      position = JSONTape.root
    }
    _ = try object(position, .object, "\(place): field 'arguments'", argumentsTape)
    let isBuiltin = builtins?.contains { $0.elementsEqual(name) } ?? false
    do throws(RecordFault) {
      try JSONText.requireOwnKeysOnce(argumentsTape, position)
      take(argumentsTape, position)
      // Before keys within a member's value, which may be of a kind that cannot be rendered.
      do throws(ToolFault) {
        try spelling.appendArguments(value.span, isBuiltin: isBuiltin, to: &batch.text)
      } catch {
        throw RecordFault(.templateError, error.detail)
      }
      try JSONText.requireKeysOnce(argumentsTape, within: position)
    } catch {
      throw RecordFault(error.reason, "\(place): field 'arguments': \(error.detail)")
    }
    batch.messages.append(
      ConversationBatch.Message(
        role: .assistant, textStart: start, textCount: batch.text.count - start,
        content: isBuiltin ? .builtinToolCall : .toolCall, nameCount: name.count))
  }

  // MARK: Results

  /// Appends what a tool gave back: the content at `position` of a message of role `role`.
  mutating func appendResult(
    _ role: Role, at position: Int, _ tape: JSONTape, into batch: inout ConversationBatch
  ) throws(RecordFault) {
    let start = batch.text.count
    try JSONText.requireKeysOnce(tape, position)
    take(tape, position)
    spelling.appendResult(value.span, to: &batch.text)
    batch.messages.append(
      ConversationBatch.Message(
        role: role, textStart: start, textCount: batch.text.count - start, content: .toolResult))
  }

  // MARK: Values

  /// Makes the value at `position` the one at hand.
  private mutating func take(_ tape: JSONTape, _ position: Int) {
    value.removeAll(keepingCapacity: true)
    JSONText.append(tape, position, to: &value)
  }

  /// The contents of the container at `position`, which must be of type `kind`.
  private func object(
    _ position: Int, _ kind: JSONTape.Kind, _ place: String, _ tape: JSONTape
  ) throws(RecordFault) -> Range<Int> {
    let found = tape.kind(at: position)
    guard found == kind else {
      throw RecordFault(.wrongType, "\(place) is \(found.name), expected \(kind.name)")
    }
    return tape.contents(of: position)
  }

  /// The position of the value of `key`, which must stand once in the object and not be null.
  private func member(
    _ key: StaticString, of object: Int, _ place: String, _ tape: JSONTape
  ) throws(RecordFault) -> Int {
    var found = 0
    let members = tape.contents(of: object)
    var position = members.lowerBound
    while position < members.upperBound {
      if tape.string(at: position).isEqual(to: key) {
        guard found == 0 else {
          throw RecordFault(
            .duplicateKey, "\(place): field '\(key)' stands more than once, expected once")
        }
        found = position + 1
      }
      position = tape.end(of: position + 1)
    }
    guard found != 0, tape.kind(at: found) != .null else {
      let state = found == 0 ? "missing" : "null"
      throw RecordFault(.missingField, "\(place): field '\(key)' is \(state), expected a value")
    }
    return found
  }
}

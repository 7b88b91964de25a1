import Records

/// Reads lists of messages: who speaks, what is said, called, thought, and whether it is trained.
///
/// One a worker. Notes what of a record and its messages nothing reads.
///
/// SAFETY: names and texts are bytes of tapes; they are compared and copied within the call that was
/// given the tape. The keys noted are those of the record's tape, or of the one of a list that is a
/// string, and hold until the next record is begun.
struct MessageReader: ~Copyable {
  var tools: ToolReader
  /// Parses a list that is given as a string of JSON.
  private var json: NestedJSON
  private let keys = KeyTable(MessageKey.all)
  /// The positions of the message's values by their keys; 0 where one is missing, since no value
  /// stands there.
  private var values = [Int](repeating: 0, count: MessageKey.allCases.count)
  /// The keys of the record that nothing reads.
  private(set) var unreadKeys: [UnsafeRawBufferPointer] = []
  /// Paths of what stands beside mapped fields.
  private(set) var unreadNames: [[UInt8]] = []
  /// The keys of its messages that nothing reads.
  private(set) var unreadMessageKeys: [UnsafeRawBufferPointer] = []

  init(maximumDepth: Int, spelling: any ToolSpelling) {
    tools = ToolReader(maximumDepth: maximumDepth, spelling: spelling)
    json = NestedJSON(maximumDepth: maximumDepth)
  }

  /// Begins another record.
  mutating func begin() {
    unreadNames.removeAll()
    unreadKeys.removeAll(keepingCapacity: true)
    unreadMessageKeys.removeAll(keepingCapacity: true)
  }

  /// Notes a field of the record that is not read, though its form or others know it.
  mutating func noteUnread(_ field: RecordField) {
    noteUnread(
      key: UnsafeRawBufferPointer(start: field.key.utf8Start, count: field.key.utf8CodeUnitCount))
  }

  /// Notes what stands beside a mapped field, by its path.
  mutating func noteUnread(name: [UInt8]) { unreadNames.append(name) }

  /// Notes a key of the record that nothing reads.
  mutating func noteUnread(key: UnsafeRawBufferPointer) { unreadKeys.append(key) }

  // MARK: Lists

  /// Appends the messages of the list at `field` to the batch, and what is to be noted to `record`.
  ///
  /// - Parameter isPrompt: Whether none of them is trained.
  mutating func read(
    _ list: MessageList, _ field: RecordFields.Field, of tape: JSONTape, isPrompt: Bool = false,
    into record: inout ConversationBatch.Record, _ batch: inout ConversationBatch
  ) throws(RecordFault) {
    let (tape, position) = try elements(list, field, tape)
    let elements = tape.contents(of: position)
    guard !elements.isEmpty else {
      throw RecordFault(.emptyField, "field '\(list.field)' is an empty array, expected messages")
    }
    let first = batch.messages.count
    var element = elements.lowerBound
    var index = 0
    while element < elements.upperBound {
      try readMessage(
        index, at: element, tape, list, isPrompt: isPrompt, into: &record, &batch)
      element = tape.end(of: element)
      index += 1
    }
    guard isPrompt else { return }
    for message in batch.messages.indices[first...] { batch.messages[message].training = .never }
  }

  /// The array of the list, which may be given as a string that holds one.
  private mutating func elements(
    _ list: MessageList, _ field: RecordFields.Field, _ tape: JSONTape
  ) throws(RecordFault) -> (JSONTape, Int) {
    var (tape, position, kind) = (tape, field.position, field.kind)
    if kind == .string {
      let text = tape.string(at: position)
      // Any other string is no list that someone put into one.
      if text.first(where: { !JSONBytes.isSpace($0) }) == UInt8(ascii: "[") {
        tape = try json.parse(text, "field '\(list.field)'")
        (position, kind) = (JSONTape.root, .array)
      }
    }
    guard kind == .array else {
      throw RecordFault(
        .wrongType, "field '\(list.field)' is \(kind.name), expected an array of messages")
    }
    return (tape, position)
  }

  // MARK: Messages

  private mutating func readMessage(
    _ index: Int, at message: Int, _ tape: JSONTape, _ list: MessageList, isPrompt: Bool,
    into record: inout ConversationBatch.Record, _ batch: inout ConversationBatch
  ) throws(RecordFault) {
    guard tape.kind(at: message) == .object else {
      throw RecordFault(
        .wrongType, "message \(index) is \(tape.kind(at: message).name), expected an object")
    }
    try collect(index, message, tape)
    let roleKey = chosen(list.roleKey, list.otherRoleKey, tape)
    let contentKey = chosen(list.contentKey, list.otherContentKey, tape)
    let content = MessageContent(index: index, key: contentKey.name, position: self[contentKey])
    let speaker = try speaker(index, roleKey, tape)
    let first = batch.messages.count
    let isCall = speaker == .call || isCalling(tape)
    switch speaker {
    case _ where isCall:
      try readCalls(speaker, content, tape, into: &record, &batch)
    case .role(let role) where role == .tool || role == .ipython:
      try content.require(tape)
      try tools.appendResult(role, at: content.position, tape, into: &batch)
    case .role(let role):
      try readText(role, content, tape, into: &record, &batch)
    case .call: break
    }
    let isAnswer = isCall || speaker == .role(.assistant)
    if !isAnswer { noteUnread(MessageKey.thoughts, tape) }
    guard let isTrained = try trainingFlag(index, tape) else { return }
    if !isTrained {
      if isAnswer { record.notes.noteUntrainedTurn() }
      for turn in batch.messages.indices[first...] { batch.messages[turn].training = .never }
    } else if !isAnswer || isPrompt {
      // It would be trained if anyone but the assistant, and more than a completion, could be.
      noteUnread(MessageKey.flags, tape)
    }
  }

  private subscript(key: MessageKey) -> Int { values[key.rawValue] }

  /// Finds the values of the message's keys.
  private mutating func collect(
    _ index: Int, _ message: Int, _ tape: JSONTape
  ) throws(RecordFault) {
    for key in values.indices { values[key] = 0 }
    let members = tape.contents(of: message)
    var position = members.lowerBound
    while position < members.upperBound {
      let value = position + 1
      let key = tape.string(at: position)
      if let place = keys.index(of: key) {
        if place < values.count {
          guard values[place] == 0 else {
            throw RecordFault(
              .duplicateKey,
              "message \(index): field '\(MessageKey.all[place])' stands more than once, "
                + "expected once")
          }
          values[place] = value
        }
      } else if !tape.saysNothing(at: value) {
        unreadMessageKeys.append(key)
      }
      position = tape.end(of: value)
    }
  }

  /// The one of two keys that the message has; where it has both, the other is not read.
  private mutating func chosen(
    _ key: MessageKey, _ other: MessageKey, _ tape: JSONTape
  ) -> MessageKey {
    let (position, otherPosition) = (self[key], self[other])
    guard otherPosition != 0 else { return key }
    guard position != 0 else { return other }
    noteUnread([other], tape)
    return key
  }

  /// Notes those of `keys` that the message has, with a value that says something.
  private mutating func noteUnread(_ keys: [MessageKey], _ tape: JSONTape) {
    for key in keys where self[key] != 0 && !tape.saysNothing(at: self[key]) {
      unreadMessageKeys.append(tape.string(at: self[key] - 1))
    }
  }

  private func speaker(
    _ index: Int, _ key: MessageKey, _ tape: JSONTape
  ) throws(RecordFault) -> Speaker {
    let role = MessageContent(index: index, key: key.name, position: self[key])
    let name = try role.string(tape)
    guard let speaker = Speaker.named(name) else {
      throw RecordFault(
        .templateError,
        "message \(index): role \(String(quoting: name)) is unknown, expected one of "
          + Speaker.list)
    }
    return speaker
  }

  /// Whether the message is to be trained, as its flags have it; nil where it has none.
  private func trainingFlag(_ index: Int, _ tape: JSONTape) throws(RecordFault) -> Bool? {
    var found: (key: MessageKey, isTrained: Bool)?
    for key in MessageKey.flags where self[key] != 0 && tape.kind(at: self[key]) != .null {
      guard let value = tape.truth(at: self[key]) else {
        throw RecordFault(
          .wrongType,
          "message \(index): field '\(key.name)' is \(tape.shown(at: self[key])), expected 0 or 1, "
            + "true or false")
      }
      let isTrained = key == .mask ? !value : value
      if let found, found.isTrained != isTrained {
        throw RecordFault(
          .wrongType,
          "message \(index): fields '\(found.key.name)' and '\(key.name)' say the opposite of each "
            + "other")
      }
      found = (key, isTrained)
    }
    return found?.isTrained
  }

  // MARK: Texts and thoughts

  private mutating func readText(
    _ role: Role, _ content: MessageContent, _ tape: JSONTape,
    into record: inout ConversationBatch.Record, _ batch: inout ConversationBatch
  ) throws(RecordFault) {
    var start = batch.text.count
    try content.append(tape, to: &batch.text)
    let end = batch.text.count
    var thought = 0..<0
    if role == .assistant {
      (thought, start) = try readThought(content.index, start, tape, &record, &batch)
    }
    if role != .system, batch.isBlank(start..<end) { throw content.empty() }
    var message = ConversationBatch.Message(
      role: role, textStart: start, textCount: end - start)
    message.thought = thought
    batch.messages.append(message)
  }

  /// Takes the thought of an answer, whose text is all of the arena from `start` on: from a key of its
  /// own, which is appended, or from `<think>…</think>` at the text's beginning.
  ///
  /// - Returns: Where the thought lies, and where the text begins now.
  private mutating func readThought(
    _ index: Int, _ start: Int, _ tape: JSONTape, _ record: inout ConversationBatch.Record,
    _ batch: inout ConversationBatch
  ) throws(RecordFault) -> (thought: Range<Int>, start: Int) {
    var (thought, rest) = (0..<0, start)
    while let (inside, after) = ThoughtTags.split(batch.text, from: rest) {
      rest = after
      if batch.isBlank(inside) {
        record.notes.noteEmptyThought()
      } else if thought.isEmpty {
        thought = inside
      } else {
        throw RecordFault(
          .wrongType, "message \(index) has two thoughts in <think> tags, expected one")
      }
    }
    for key in MessageKey.thoughts where self[key] != 0 {
      // What is no text is something else: the parameters of a request, say.
      let text = tape.kind(at: self[key]) == .string ? tape.string(at: self[key]) : nil
      guard let text else { noteUnread([key], tape); continue }
      if TextRules.isBlank(text) { continue }
      if thought.isEmpty {
        thought = batch.text.count..<(batch.text.count + text.count)
        batch.text.append(contentsOf: text)
      } else if !batch.text[thought].elementsEqual(text) {
        throw RecordFault(
          .wrongType,
          "message \(index) has two thoughts, the second in field '\(key.name)', expected one")
      }
    }
    if !thought.isEmpty { record.notes.noteThought() }
    return (thought, rest)
  }

  // MARK: Calls

  /// Whether the message calls a tool, beside what it says.
  private func isCalling(_ tape: JSONTape) -> Bool {
    tools.hasCalls(at: self[.toolCalls], tape)
      || (self[.functionCall] != 0 && tape.kind(at: self[.functionCall]) != .null)
  }

  private mutating func readCalls(
    _ speaker: Speaker, _ content: MessageContent, _ tape: JSONTape,
    into record: inout ConversationBatch.Record, _ batch: inout ConversationBatch
  ) throws(RecordFault) {
    if case .role(let role) = speaker, role != .assistant {
      throw RecordFault(
        .templateError,
        "message \(content.index): role \(role.rawValue) makes a tool call, expected assistant")
    }
    let first = batch.messages.count
    if speaker == .call {
      try content.require(tape)
      try tools.appendBareCalls(content, tape, into: &batch)
      return noteUnread([.toolCalls, .functionCall] + MessageKey.thoughts, tape)
    }
    let start = batch.text.count
    if content.isThere(tape) { try content.append(tape, to: &batch.text) }
    let end = batch.text.count
    let (thought, rest) = try readThought(content.index, start, tape, &record, &batch)
    if !batch.isBlank(rest..<end) { record.notes.noteOmittedText() }
    if thought.isEmpty { batch.text.removeSubrange(start...) }
    if tools.hasCalls(at: self[.toolCalls], tape) {
      try tools.appendCalls(content.index, at: self[.toolCalls], tape, into: &batch)
      noteUnread([.functionCall], tape)
    } else {
      let call = MessageContent(
        index: content.index, key: MessageKey.functionCall.name, position: self[.functionCall])
      try tools.appendBareCalls(call, tape, into: &batch)
    }
    batch.messages[first].thought = thought
  }
}

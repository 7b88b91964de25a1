/// Parsed records of one unit, about a mebibyte of text at a time: what Ingest hands on.
///
/// A structure of arrays. All text lies in one arena, so a batch that is cleared and filled again
/// allocates nothing once it has grown. A dropped record stays in `records`, marked, so that
/// indices hold; its reason is in `rejections`.
package struct ConversationBatch: Sendable {
  /// One turn: who speaks, and where its text lies in the arena.
  package struct Message: Sendable, Equatable {
    /// What a message's bytes are.
    package enum Content: UInt8, Sendable {
      /// What was said; the template trims it.
      case text
      /// A function's name, then its arguments as the template spells them.
      case toolCall
      /// A built-in tool's name, then its arguments as the template spells them.
      case builtinToolCall
      /// What a tool gave back, as the template spells it; printed as it stands.
      case toolResult

      /// Whether a function or a built-in tool is called.
      package var isCall: Bool { self == .toolCall || self == .builtinToolCall }
    }

    package var role: Role
    package var content = Content.text
    /// Whether it is another call of the turn that the message before it belongs to.
    package var continuesTurn = false
    /// Whether it is trained, as far as the record says so.
    package var training = TurnTraining.byRole
    /// Of a tool call, how many of the bytes are the function's name.
    package var nameCount: UInt32 = 0
    package var textStart: Int
    package var textCount: Int
    /// What the assistant thought before it spoke, without the tags around it, or an empty range: a
    /// text of the arena that is no part of the message's own.
    package var thought = 0..<0

    package init(
      role: Role, textStart: Int, textCount: Int, content: Content = .text, nameCount: Int = 0
    ) {
      self.role = role
      self.content = content
      self.nameCount = UInt32(nameCount)
      self.textStart = textStart
      self.textCount = textCount
    }

    /// The message's bytes in the batch's arena.
    package var textRange: Range<Int> { textStart..<(textStart + textCount) }
  }

  /// The tools that a record's conversation may use, as ranges of the batch's arena.
  ///
  /// What stands there is spelled by the template: see `ToolSpelling`.
  package struct Tools: Sendable, Equatable {
    /// The function schemas, one after the other; nil where there are none.
    package var schemas: Range<Int>?
    /// Whether the schemas stand in the first user message, and not in the system block.
    package var isInUserMessage = true
    /// The built-in tools' names; nil where built-in tools are not switched on.
    package var builtinNames: Range<Int>?

    package init(
      schemas: Range<Int>? = nil, isInUserMessage: Bool = true, builtinNames: Range<Int>? = nil
    ) {
      self.schemas = schemas
      self.isInUserMessage = isInUserMessage
      self.builtinNames = builtinNames
    }
  }

  /// One record: its place, its form and its messages.
  package struct Record: Sendable {
    package var origin: RecordOrigin
    package var form: RecordForm
    /// The record's messages, as a range of the batch's `messages`; a `text` record has one.
    package var messages: Range<Int>
    /// The tools the record defines; nil where there are none.
    package var tools: Tools?
    /// Whether the record says of all before its answers that it is never trained: the system block too.
    package var hasUntrainedPrompt = false
    /// What of the record is not rendered or not trained.
    package var notes = RecordNotes()
    /// The index in `sourceNames` of the record's source; 0 is the empty name, for none.
    package var source: Int
    /// The language of the text before the answers, once a filter has looked.
    package var promptLanguage = LanguageCode.undetermined
    /// The language of the answers, once a filter has looked.
    package var responseLanguage = LanguageCode.undetermined
    /// Whether a later stage dropped the record; its reason is then in `rejections`.
    package var isRejected = false

    package init(origin: RecordOrigin, form: RecordForm, messages: Range<Int>, source: Int) {
      self.origin = origin
      self.form = form
      self.messages = messages
      self.source = source
    }

    /// Whether the record answers in `message`: the assistant speaks, or it is a plain text, all of
    /// which is trained.
    package func isAnswer(_ message: Message) -> Bool {
      message.role == .assistant || form.isPlainText
    }
  }

  /// The UTF-8 of every message, one after the other; valid message by message.
  package var text: [UInt8] = []
  package var messages: [Message] = []
  package var records: [Record] = []
  package var rejections: [Rejection] = []
  /// The names of the sources met so far; it grows over the batches of a unit and is not cleared.
  package var sourceNames: [String] = [""]

  package init() {}

  /// Empties the batch for the next lines of the same unit; capacity and source names stay.
  package mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    messages.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    rejections.removeAll(keepingCapacity: true)
  }

  /// Drops record `index`; later calls for the same record are ignored.
  package mutating func reject(_ index: Int, _ verdict: Verdict) {
    guard !records[index].isRejected else { return }
    records[index].isRejected = true
    rejections.append(
      Rejection(origin: records[index].origin, verdict: verdict, form: records[index].form))
  }

  /// Drops record `index`, for `reason`.
  package mutating func reject(_ index: Int, _ reason: RejectionReason, detail: String) {
    reject(index, Verdict(reason, detail: detail))
  }
}

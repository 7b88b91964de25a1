/// Parsed records of one unit, about a mebibyte of text at a time: what Ingest hands on.
///
/// A structure of arrays. All text lies in one arena, so a batch that is cleared and filled again
/// allocates nothing once it has grown. A dropped record stays in `records`, marked, so that
/// indices hold; its reason is in `rejections`.
package struct ConversationBatch: Sendable {
  /// One turn: who speaks, and where its text lies in the arena.
  package struct Message: Sendable, Equatable {
    package var role: Role
    package var textStart: Int
    package var textCount: Int

    package init(role: Role, textStart: Int, textCount: Int) {
      self.role = role
      self.textStart = textStart
      self.textCount = textCount
    }

    /// The message's bytes in the batch's arena.
    package var textRange: Range<Int> { textStart..<(textStart + textCount) }
  }

  /// One record: its place, its form and its messages.
  package struct Record: Sendable {
    package var origin: RecordOrigin
    package var form: RecordForm
    /// The record's messages, as a range of the batch's `messages`; a `text` record has one.
    package var messages: Range<Int>
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

  /// Drops record `index`, for `reason`; later calls for the same record are ignored.
  package mutating func reject(_ index: Int, _ reason: RejectionReason, detail: String) {
    guard !records[index].isRejected else { return }
    records[index].isRejected = true
    rejections.append(
      Rejection(origin: records[index].origin, reason: reason, detail: detail))
  }
}

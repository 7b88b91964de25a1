/// What the statistics add up of records and the plan never needs, so that it takes no memory there.
package struct RecordMeasures: Sendable, Equatable {
  /// Bytes of UTF-8 of all that the record's turns say, as they are rendered.
  package var textByteCount: UInt32 = 0
  /// The tokens that those bytes became.
  package var textTokenCount: UInt32 = 0
  /// Calls of tools, several of a turn each for itself.
  package var toolCallCount: UInt32 = 0
  /// Whether the record defines tools, or switches built-in ones on.
  package var definesTools = false

  package init() {}

  /// What can be told of a record before its text is encoded.
  package init(_ record: ConversationBatch.Record, of batch: borrowing ConversationBatch) {
    definesTools = record.tools != nil
    for message in record.messages where batch.messages[message].content.isCall {
      toolCallCount += 1
    }
  }
}

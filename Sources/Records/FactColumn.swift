/// A fact about each record that the plan asks for, beside those that every record has
/// (`RecordFacts`): a hash of what it says, for example.
///
/// It is computed where a record is encoded, kept in the record's part, and read back for the plan,
/// which never sees a text.
package struct FactColumn: Sendable, Equatable {
  /// Writes a record's value, as `wordCount` words.
  ///
  /// `scratch` is memory that is used again from record to record, with anything in it.
  package typealias Compute =
    @Sendable (
      _ record: Int, _ batch: borrowing ConversationBatch, _ scratch: inout [UInt8],
      _ words: inout [UInt64]
    ) -> Void

  /// The name by which a part states that it has the column; another way to compute it is another
  /// name.
  package let name: String
  /// How many words of 64 bits a value has.
  package let wordCount: Int
  package let compute: Compute

  package init(_ name: String, wordCount: Int, compute: @escaping Compute) {
    self.name = name
    self.wordCount = wordCount
    self.compute = compute
  }

  package static func == (left: FactColumn, right: FactColumn) -> Bool {
    left.name == right.name && left.wordCount == right.wordCount
  }
}

import Planner
import Records

extension FactTable {
  /// A table with the columns that every plan asks for.
  static func withHashes() -> FactTable { FactTable(columns: [.contentHash, .promptHash]) }

  mutating func append(_ facts: RecordFacts, content: ContentHash, prompt: UInt64) {
    append(facts, words: [content.low, content.high, prompt])
  }

  mutating func setContent(_ hash: ContentHash, of record: Int) {
    set(.contentHash, of: record, to: [hash.low, hash.high])
  }

  mutating func setPrompt(_ hash: UInt64, of record: Int) {
    set(.promptHash, of: record, to: [hash])
  }

  func prompt(of record: Int) -> UInt64 { words(of: .promptHash)[record] }

  /// The facts of these records, in this order.
  func picking(_ records: some Sequence<Int>) -> FactTable {
    var picked = FactTable.withHashes()
    for record in records {
      picked.append(self[record], content: contentHash(of: record), prompt: prompt(of: record))
    }
    return picked
  }
}

package import ByteIO

/// Some records of a plan, encoded again: all that the shards to be made ask for.
package struct SelectedRecords: RecordSource {
  /// A record of the plan.
  package struct Selected: Sendable {
    /// Its number in the plan.
    package var number: Int
    package var record: PlanRecord

    package init(number: Int, record: PlanRecord) {
      self.number = number
      self.record = record
    }
  }

  package let recordCount: Int
  private let selected: [Selected]
  private let parts: PartSet

  /// - Parameters:
  ///   - selected: The records, ascending by number.
  ///   - recordCount: The records of the whole plan.
  ///   - parts: Parts that hold the selected records in that order, and no others.
  package init(_ selected: [Selected], of recordCount: Int, in parts: PartSet) {
    precondition(parts.recordCount == selected.count)
    self.selected = selected
    self.recordCount = recordCount
    self.parts = parts
  }

  /// Which of the selected records has this number in the plan, by binary search.
  private func index(ofRecord number: Int) -> Int {
    let index = selected.indices.partitionPoint { selected[$0].number >= number }
    precondition(index < selected.count && selected[index].number == number, "record not selected")
    return index
  }

  package func tokenCount(ofRecord record: Int) -> Int {
    parts.tokenCount(ofRecord: index(ofRecord: record))
  }

  package func place(ofRecord record: Int) -> PartSet.Place {
    let record = selected[index(ofRecord: record)].record
    return PartSet.Place(
      file: record.file, line: record.line, byteOffset: record.byteOffset,
      byteCount: record.byteCount)
  }

  package func readTokens(
    ofRecord record: Int, into tokens: inout RecordTokens
  ) throws(Fault) {
    try parts.readTokens(ofRecord: index(ofRecord: record), into: &tokens)
  }
}

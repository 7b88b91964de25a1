import ByteIO
import Shards

/// Units side by side whose records are decided on together: as many as one task holds in memory.
struct UnitGroup: Sendable {
  /// The group's number, in the order of the input.
  var number: Int
  /// Its units, by their indices among all.
  var units: Range<Int>
  /// The number of its first sound record, in the order of the input.
  var firstRecord: Int
  var recordCount: Int
  /// Where the first line of its first unit stands.
  var start: LinePosition

  /// Groups of at most `unitCount` units.
  ///
  /// Nothing that is made of them depends on how many that are.
  static func groups(
    of receipts: [PartReceipt], unitCount: Int
  ) throws(Fault) -> [UnitGroup] {
    var groups: [UnitGroup] = []
    var position = LinePosition.start
    var firstRecord = 0
    for first in stride(from: 0, to: receipts.count, by: unitCount) {
      let units = first..<min(first + unitCount, receipts.count)
      let start = position
      var recordCount = 0
      for receipt in receipts[units] {
        try position.advance(receipt.segments, receipt.lineCounts, "part receipts")
        recordCount += Int(receipt.counts.records)
      }
      groups.append(
        UnitGroup(
          number: groups.count, units: units, firstRecord: firstRecord, recordCount: recordCount,
          start: start))
      firstRecord += recordCount
    }
    return groups
  }
}

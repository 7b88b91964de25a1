import ByteIO
import Records
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

  /// The encode task that its units belong to.
  var task: Int

  /// Groups of at most `unitCount` units of one encode task.
  ///
  /// Nothing that is made of them depends on how many that are.
  static func groups(
    of receipts: [PartReceipt], unitCount: Int
  ) throws(Fault) -> [UnitGroup] {
    var groups: [UnitGroup] = []
    var position = LinePosition.start
    var firstRecord = 0
    var first = 0
    while first < receipts.count {
      let task = receipts[first].unit.task
      var end = first
      let start = position
      var recordCount = 0
      while end < receipts.count, end - first < unitCount, receipts[end].unit.task == task {
        _ = try position.place(
          receipts[end].segments, receipts[end].lineCounts, "receipt of unit \(receipts[end].unit)")
        recordCount += Int(receipts[end].counts.records)
        end += 1
      }
      groups.append(
        UnitGroup(
          number: groups.count, units: first..<end, firstRecord: firstRecord,
          recordCount: recordCount, start: start, task: Int(task)))
      firstRecord += recordCount
      first = end
    }
    return groups
  }
}

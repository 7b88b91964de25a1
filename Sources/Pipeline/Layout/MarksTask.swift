import ByteIO
import Planner
import Records
import Shards

/// Finds among the records of one bucket those that are equal to an earlier one.
struct MarksTask {
  let run: LayoutRun

  private struct Entry {
    var group: UInt32
    var key: KeyRow
  }

  /// Writes the marks of a bucket: a section a group, in the order of its records.
  ///
  /// - Complexity: O(n log n) for the n records of the bucket, 56 bytes each.
  func make(_ bucket: Int) throws(Fault) {
    var entries: [Entry] = []
    for group in run.groups {
      let table = try TableReader(run.table(.keys, group.number), LayoutTable.keys.kind)
      entries.reserveCapacity(
        entries.count + table.byteCount(ofSection: bucket) / KeyRow.byteCount)
      try table.forEachRow(ofSection: bucket, KeyRow.self) { row in
        entries.append(Entry(group: UInt32(group.number), key: row))
      }
    }
    // By hash and split, then by the order of the input.
    entries.sort { left, right in
      if left.key.hashHigh != right.key.hashHigh { return left.key.hashHigh < right.key.hashHigh }
      return (left.key.hashLow, left.key.split, left.group, left.key.record)
        < (right.key.hashLow, right.key.split, right.group, right.key.record)
    }
    var marks = [[MarkRow]](repeating: [], count: run.groups.count)
    var first = 0
    for index in entries.indices.dropFirst() {
      let (winner, entry) = (entries[first].key, entries[index].key)
      guard entry.hashHigh == winner.hashHigh, entry.hashLow == winner.hashLow,
        entry.split == winner.split
      else {
        first = index
        continue
      }
      marks[Int(entries[index].group)].append(MarkRow(record: entry.record, winner: winner))
    }
    var table = try TableWriter(run.table(.marks, bucket), LayoutTable.marks.kind)
    for rows in marks { try table.append(rows.sorted { $0.record < $1.record }) }
    try table.finish()
  }

  /// The marks of a group's records, by record.
  static func marks(of group: UnitGroup, _ run: LayoutRun) throws(Fault) -> [UInt32: MarkRow] {
    var marks: [UInt32: MarkRow] = [:]
    for bucket in 0..<run.bucketCount {
      let table = try TableReader(run.table(.marks, bucket), LayoutTable.marks.kind)
      try table.forEachRow(ofSection: group.number, MarkRow.self) { marks[$0.record] = $0 }
    }
    return marks
  }
}

import ByteIO
import Planner
import Records
import Shards

/// Finds among the records of one bucket those that are equal to an earlier one.
struct MarksTask {
  let run: LayoutRun

  /// A key of the bucket by the highest bits of its hash, and where it is in the list of all.
  private struct Entry {
    var hashHigh: UInt64
    var index: UInt32
  }

  /// Writes the marks of a bucket: a section a group, in the order of its records.
  ///
  /// - Complexity: O(n log n) for the n records of the bucket, 80 bytes each.
  func make(_ bucket: Int) throws(Fault) {
    // In the order of the input: group after group, and by record within a group.
    var keys: [KeyRow] = []
    var groupEnds: [Int] = []
    for group in run.groups {
      let table = try TableReader(run.table(.keys, group.number), LayoutTable.keys.kind)
      keys += try table.rows(ofSection: bucket, KeyRow.self)
      groupEnds.append(keys.count)
    }
    var entries = keys.indices.map { Entry(hashHigh: keys[$0].hashHigh, index: UInt32($0)) }
    entries.sort { ($0.hashHigh, $0.index) < ($1.hashHigh, $1.index) }
    var marks = [[MarkRow]](repeating: [], count: run.groups.count)
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].hashHigh == entries[start].hashHigh { end += 1 }
      if end - start > 1 {
        mark(entries[start..<end].map { Int($0.index) }, keys, groupEnds, &marks)
      }
      start = end
    }
    var table = try TableWriter(run.table(.marks, bucket), LayoutTable.marks.kind)
    for rows in marks { try table.append(rows.sorted { $0.record < $1.record }) }
    try table.finish()
  }

  /// Marks all but the first of equal ones among keys whose hashes begin alike.
  private func mark(
    _ indices: [Int], _ keys: [KeyRow], _ groupEnds: [Int], _ marks: inout [[MarkRow]]
  ) {
    let sorted = indices.sorted {
      (keys[$0].hashLow, keys[$0].split, $0) < (keys[$1].hashLow, keys[$1].split, $1)
    }
    var winner = keys[sorted[0]]
    for index in sorted.dropFirst() {
      let key = keys[index]
      guard key.hashLow == winner.hashLow, key.split == winner.split else {
        winner = key
        continue
      }
      let group = groupEnds.indices.partitionPoint { groupEnds[$0] > index }
      marks[group].append(MarkRow(record: key.record, winner: winner))
    }
  }

  /// The marks of a group's records, by record.
  static func marks(of group: UnitGroup, _ run: LayoutRun) throws(Fault) -> [UInt32: MarkRow] {
    var marks: [UInt32: MarkRow] = [:]
    for bucket in 0..<run.bucketCount {
      let table = try TableReader(run.table(.marks, bucket), LayoutTable.marks.kind)
      for row in try table.rows(ofSection: group.number, MarkRow.self) { marks[row.record] = row }
    }
    return marks
  }
}

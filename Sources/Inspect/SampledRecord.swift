package import ByteIO
import Shards

/// A kept record, with its segments in the rows.
package struct SampledRecord {
  /// The input file's path.
  package var path: String
  /// The line in that file, from 1.
  package var line: UInt64
  /// One, but for a record that was cut into several.
  package var segments: [SourceLookup.Segment]
}

extension DataSetRows {
  /// `count` of the kept records, chosen by `seed`, in the order of the input; all where there are
  /// no more.
  ///
  /// - Complexity: reads the plan, and a block for each segment.
  package mutating func sampledRecords(
    _ count: Int, seed: UInt64
  ) throws(Fault) -> [SampledRecord] {
    guard count > 0 else { return [] }
    let plan = try plan()
    var keptCount = 0
    try plan.forEachRecord { (_, record) throws(Fault) in
      if case .kept = record.disposition { keptCount += 1 }
    }
    var wanted = SeededChoice.numbers(count, below: keptCount, seed: seed)[...]
    var chosen: [(number: Int, record: PlanRecord)] = []
    var position = 0
    try plan.forEachRecord { (number, record) throws(Fault) in
      guard case .kept = record.disposition else { return }
      if position == wanted.first {
        wanted.removeFirst()
        chosen.append((number, record))
      }
      position += 1
    }
    let placed = try plan.segments(ofRecords: Set(chosen.map(\.number)))
    let paths = manifest.inputs.map(\.path)
    var records: [SampledRecord] = []
    for (number, record) in chosen {
      let file = Int(record.file)
      records.append(
        SampledRecord(
          path: paths.indices.contains(file) ? paths[file] : "input", line: record.line,
          segments: try segments(placed[number] ?? [], of: record, in: plan)))
    }
    return records
  }

  /// The segments `placed` of `record`, with their tokens.
  mutating func segments(
    _ placed: [PlacedSegment], of record: PlanRecord, in plan: PlanFile
  ) throws(Fault) -> [SourceLookup.Segment] {
    var segments: [SourceLookup.Segment] = []
    for number in placed.indices {
      let first = placed[number].first
      let split = plan.splitNames[first.split]
      let range = first.position..<(first.position + Int(placed[number].tokenCount))
      let part = SourceLookup.part(number, of: placed, record)
      segments.append(
        try withRow(first.row, ofSplit: split) { (block, index) throws(Fault) in
          var tokens: [UInt32] = []
          block.tokens(ofRow: index, into: &tokens)
          return SourceLookup.Segment(
            split: split, row: first.row, range: range, part: part,
            tokenStart: placed[number].tokenStart, tokens: Array(tokens[range]),
            trained: TrainedRanges(block.trainedSpans(ofRow: index)).within(range))
        })
    }
    return segments
  }
}

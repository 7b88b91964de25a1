import ByteIO
import Pipeline
import Records
import Shards

/// Hands records to a writer as they were before packing, in the order of the input.
///
/// Shards hold records in seeded order, so they are read several times where the data are large:
/// each pass gathers the records of one range of the input, as many as `passTokenCount` tokens
/// allow, and memory stays bounded.
struct RecordExport {
  let dataset: Dataset
  /// The numbers of the splits to write.
  let splits: [Int]

  /// Tokens gathered in a pass: 8 bytes each, ids and labels.
  static let passTokenCount = 16 << 20

  /// A record to write in a pass: where it was read, and where its tokens are gathered.
  private struct Slot {
    var file: UInt32
    var line: UInt64
    var split: Int
    var tokens: Range<Int>
  }

  func write(to writer: any ExampleWriter) throws {
    let plan = try CommandError.wrap { try dataset.plan() }
    // More than all rows hold, no record can have: memory is asked for by this count.
    let tokenLimit = splits.reduce(0) { $0 + dataset.manifest.splits[$1].tokenCount }
    var slots: [Slot] = []
    var tokenCount = 0
    // Collected by closure; what it would throw is kept, since it may throw one type only.
    var passes: [[Slot]] = []
    try CommandError.wrap {
      try plan.forEachRecord { (_, record) throws(ShardError) in
        guard case .kept(let split) = record.disposition, splits.contains(split) else { return }
        let count = Int(record.tokenCount)
        guard count <= tokenLimit else {
          throw ShardError(
            .mismatch, dataset.directory + "/" + DataSetName.plan, .file,
            expected: "at most \(tokenLimit) tokens a record", found: "\(count)")
        }
        if tokenCount + count > Self.passTokenCount, !slots.isEmpty {
          passes.append(slots)
          slots.removeAll()
          tokenCount = 0
        }
        slots.append(
          Slot(
            file: record.file, line: record.line, split: split,
            tokens: tokenCount..<(tokenCount + count)))
        tokenCount += count
      }
    }
    passes.append(slots)
    for pass in passes { try write(pass, to: writer) }
  }

  private func write(_ slots: [Slot], to writer: any ExampleWriter) throws {
    guard let last = slots.last else { return }
    var tokens = [UInt32](repeating: 0, count: last.tokens.upperBound)
    var labels = [Int32](repeating: RowBlock.ignoredLabel, count: last.tokens.upperBound)
    var filled = [Int](repeating: 0, count: slots.count)
    try forEachSegment { source, segmentTokens, segmentLabels in
      guard let slot = Self.find(source, in: slots) else { return }
      let start = slots[slot].tokens.lowerBound + Int(source.tokenStart)
      guard start + segmentTokens.count <= slots[slot].tokens.upperBound else {
        throw CommandError(
          "\(dataset.directory): a segment of line \(source.line) is longer than its record",
          status: .failure)
      }
      tokens.replaceSubrange(start..<(start + segmentTokens.count), with: segmentTokens)
      labels.replaceSubrange(start..<(start + segmentTokens.count), with: segmentLabels)
      filled[slot] += segmentTokens.count
    }
    var example = Example()
    for (index, slot) in slots.enumerated() {
      guard filled[index] == slot.tokens.count else {
        throw CommandError(
          "\(dataset.directory): line \(slot.line) of input \(slot.file) has \(slot.tokens.count) "
            + "tokens in the plan, \(filled[index]) in the shards", status: .failure)
      }
      example.split = slot.split
      example.splitName = dataset.manifest.splits[slot.split].name
      example.tokens = Array(tokens[slot.tokens])
      example.labels = Array(labels[slot.tokens])
      example.segmentLengths = [slot.tokens.count]
      example.file = dataset.manifest.inputs[Int(slot.file)].path
      example.line = slot.line
      try writer.write(example)
    }
  }

  /// The slot of the record at a place, by binary search: slots stand in the order of the input.
  private static func find(_ source: RowBlock.Source, in slots: [Slot]) -> Int? {
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if (slots[middle].file, slots[middle].line) < (source.file, source.line) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < slots.count, slots[low].file == source.file, slots[low].line == source.line else {
      return nil
    }
    return low
  }

  private func forEachSegment(
    _ body: (RowBlock.Source, ArraySlice<UInt32>, ArraySlice<Int32>) throws -> Void
  ) throws {
    var block = RowBlock()
    var scratch = BlockScratch()
    var tokens: [UInt32] = []
    var labels: [Int32] = []
    let names = splits.map { dataset.manifest.splits[$0].name }
    for shard in dataset.manifest.shards.indices
    where names.contains(dataset.manifest.shards[shard].split) {
      let reader = try CommandError.wrap { try dataset.shard(shard) }
      for number in 0..<reader.blockCount {
        do {
          try reader.readBlock(number, into: &block, scratch: &scratch)
        } catch {
          throw CommandError(error.description, status: .failure)
        }
        for row in 0..<block.rowCount {
          block.tokens(ofRow: row, into: &tokens)
          block.labels(ofRow: row, into: &labels)
          var start = 0
          for segment in block.segments(ofRow: row) {
            let range = start..<(start + segment.tokenCount)
            try body(segment.source, tokens[range], labels[range])
            start = range.upperBound
          }
        }
      }
    }
  }
}

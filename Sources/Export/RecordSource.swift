import ByteIO
import Records
import Shards

/// Hands records to a writer as they were before packing, in the order of the input; each part of a
/// conversation that was split by itself.
///
/// Shards hold records in seeded order, so they are read several times where the data are large:
/// each pass gathers the records of one range of the input, as many as `passTokenCount` tokens
/// allow, and memory stays bounded.
struct RecordSource: ExampleSource {
  private let dataset: Dataset
  /// The numbers of the splits to write.
  private let splits: [Int]
  private let progress: Progress
  private let stop: StopFlag
  /// What each pass gathers.
  private let passes: [[Slot]]

  /// Tokens gathered in a pass: 8 bytes each, ids and labels.
  static let passTokenCount = 16 << 20

  /// A record or a part to write in a pass: where it was read, and where its tokens are gathered.
  private struct Slot {
    var file: UInt32
    var line: UInt64
    var split: Int
    var tokens: Range<Int>
    var part: Part?
  }

  /// Which part of its record a slot is, from 1, and the segment by which it is told.
  private struct Part {
    var number: Int
    var count: Int
    var tokenStart: UInt32
  }

  /// Reads the plan; what is to be written need not be open for that.
  init(
    dataset: Dataset, splits: [Int], progress: Progress, stop: StopFlag
  ) throws(Fault) {
    let plan = try dataset.plan()
    let divided = try plan.parts(rowLength: dataset.manifest.rowLength)
    // More than all rows hold, no record can have: memory is asked for by this count.
    let tokenLimit = splits.reduce(0) { $0 + dataset.manifest.splits[$1].tokenCount }
    var slots: [Slot] = []
    var tokenCount = 0
    var passes: [[Slot]] = []
    try plan.forEachRecord { (number, record) throws(Fault) in
      guard case .kept(let split) = record.disposition, splits.contains(split) else { return }
      let parts = divided[number]
      let count =
        parts?.reduce(0) { $0 + Int($1.tokenCount) } ?? Int(record.tokenCount)
      guard count <= tokenLimit else {
        throw Fault(
          .mismatch, dataset.directory + "/" + DataSetName.plan, .file,
          expected: "at most \(tokenLimit) tokens a record", found: "\(count)")
      }
      if tokenCount + count > Self.passTokenCount, !slots.isEmpty {
        passes.append(slots)
        slots.removeAll()
        tokenCount = 0
      }
      guard let parts else {
        slots.append(
          Slot(
            file: record.file, line: record.line, split: split,
            tokens: tokenCount..<(tokenCount + count)))
        tokenCount += count
        return
      }
      for (index, part) in parts.enumerated() {
        slots.append(
          Slot(
            file: record.file, line: record.line, split: split,
            tokens: tokenCount..<(tokenCount + Int(part.tokenCount)),
            part: Part(number: index + 1, count: parts.count, tokenStart: part.tokenStart)))
        tokenCount += Int(part.tokenCount)
      }
    }
    passes.append(slots)
    self.dataset = dataset
    self.splits = splits
    self.progress = progress
    self.stop = stop
    self.passes = passes
  }

  func write(to writer: any ExampleWriter) throws(Fault) {
    let rowCount = dataset.rowCount(ofSplits: splits)?.multipliedReportingOverflow(
      by: passes.count)
    progress.enter(
      .exporting, totalAmount: rowCount.flatMap { $0.overflow ? nil : $0.partialValue })
    for pass in passes { try write(pass, to: writer) }
  }

  private func write(_ slots: [Slot], to writer: any ExampleWriter) throws(Fault) {
    guard let last = slots.last else { return }
    var tokens = [UInt32](repeating: 0, count: last.tokens.upperBound)
    var labels = [Int32](repeating: RowBlock.ignoredLabel, count: last.tokens.upperBound)
    var filled = [Int](repeating: 0, count: slots.count)
    try forEachSegment { (source, segmentTokens, segmentLabels) throws(Fault) in
      guard let slot = Self.find(source, in: slots) else { return }
      let offset = slots[slot].part == nil ? Int(source.tokenStart) : 0
      let start = slots[slot].tokens.lowerBound + offset
      guard start + segmentTokens.count <= slots[slot].tokens.upperBound else {
        throw .failed(
          "\(dataset.directory): a segment of line \(source.line) is longer than its record")
      }
      tokens.replaceSubrange(start..<(start + segmentTokens.count), with: segmentTokens)
      labels.replaceSubrange(start..<(start + segmentTokens.count), with: segmentLabels)
      filled[slot] += segmentTokens.count
    }
    var example = Example()
    for (index, slot) in slots.enumerated() {
      try stop.check(resumes: false)
      guard filled[index] == slot.tokens.count else {
        throw .failed(
          "\(dataset.directory): line \(slot.line) of input \(slot.file) has \(slot.tokens.count) "
            + "tokens in the plan, \(filled[index]) in the shards")
      }
      example.split = slot.split
      example.splitName = dataset.manifest.splits[slot.split].name
      example.tokens = Array(tokens[slot.tokens])
      example.labels = Array(labels[slot.tokens])
      example.segmentLengths = [slot.tokens.count]
      example.file = dataset.manifest.inputs[Int(slot.file)].path
      example.line = slot.line
      example.part = slot.part.map { (number: $0.number, count: $0.count) }
      try writer.write(example)
    }
  }

  /// The slot of the record at a place, by binary search: slots stand in the order of the input.
  ///
  /// Parts of one record are told by their segments.
  private static func find(_ source: RowBlock.Source, in slots: [Slot]) -> Int? {
    var low = slots.indices.partitionPoint {
      (slots[$0].file, slots[$0].line) >= (source.file, source.line)
    }
    while low < slots.count, slots[low].file == source.file, slots[low].line == source.line {
      guard let part = slots[low].part, part.tokenStart != source.tokenStart else { return low }
      low += 1
    }
    return nil
  }

  private func forEachSegment(
    _ body: (RowBlock.Source, ArraySlice<UInt32>, ArraySlice<Int32>) throws(Fault) -> Void
  ) throws(Fault) {
    var tokens: [UInt32] = []
    var labels: [Int32] = []
    for split in splits {
      try dataset.forEachRow(ofSplit: dataset.manifest.splits[split].name) {
        (block, row) throws(Fault) in
        try stop.check(resumes: false)
        block.tokens(ofRow: row, into: &tokens)
        block.labels(ofRow: row, into: &labels)
        var start = 0
        for segment in block.segments(ofRow: row) {
          let range = start..<(start + segment.tokenCount)
          try body(segment.source, tokens[range], labels[range])
          start = range.upperBound
        }
        progress.add(1)
      }
    }
  }
}

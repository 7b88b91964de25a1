package import ByteIO
import Ingest
import Planner
import Records
package import Tokenizer

/// Looks at an input as a build would, and writes nothing.
package struct Scan: Sendable {
  private let options: ScanOptions
  private let vocabulary: Vocabulary

  package init(_ options: ScanOptions, vocabulary: Vocabulary) {
    self.options = options
    self.vocabulary = vocabulary
  }

  /// What is known of one unit that was looked at.
  private struct ScannedUnit {
    var tally: ScanTally
    var segments: [UnitSegment]
    var lineCounts: [UInt64]
  }

  private struct Shared: ~Copyable {
    var reader: UnitReader
    var units: [UnitNumber: ScannedUnit] = [:]
    var isFinished = false
  }

  /// Reads the sample, or all.
  ///
  /// - Returns: Counts that depend on the input, the options and the seed, not on threads.
  package func run(
    progress: Progress = Progress(), stop: StopFlag
  ) throws(Fault) -> ScanResult {
    let inputs = try InputCatalog.list(
      options.inputs, windowLog: options.reading.zstdWindowLog)
    progress.enter(.reading, totalAmount: inputs.storedByteCount)
    let sample = ScanSample(
      of: inputs, byteCount: options.sampleByteCount, seed: options.seed)
    let shared = Monitor(
      Shared(
        reader: UnitReader(
          inputs, unitByteCount: options.reading.unitByteCount,
          maximumLineByteCount: options.reading.maximumLineByteCount)))
    try Workers.run(options.threadCount) { (shouldEnd) throws(Fault) in
      var scanner = UnitScanner(options, vocabulary: vocabulary)
      var unit = InputUnit()
      while !shouldEnd() {
        try stop.check(resumes: false)
        let hasUnit = try shared.withLock { (shared) throws(Fault) in
          try Self.next(&unit, of: sample, &shared, progress, stop)
        }
        guard hasUnit else { return }
        try unit.load()
        let (tally, lineCounts) = try scanner.scan(unit, stop: stop)
        progress.addRecords(
          tally.recordCount, rejected: tally.recordCount - tally.soundCount,
          textByteCount: Int(tally.byteCount))
        let scanned = ScannedUnit(tally: tally, segments: unit.segments, lineCounts: lineCounts)
        shared.withLock { $0.units[unit.number] = scanned }
      }
    }
    let result = try shared.withLock { (shared) throws(Fault) -> ScanResult in
      try self.result(shared, inputs, stride: sample.stride)
    }
    return sample.stride == 1 ? result : try numbered(result, stop)
  }

  /// The next unit that the sample holds; those before it are passed over.
  private static func next(
    _ unit: inout InputUnit, of sample: ScanSample, _ shared: inout Shared,
    _ progress: Progress, _ stop: StopFlag
  ) throws(Fault) -> Bool {
    while !shared.isFinished {
      try stop.check(resumes: false)
      let before = shared.reader.storedByteCount
      shared.isFinished = try !shared.reader.next(&unit)
      progress.add(Int(shared.reader.storedByteCount - before))
      if !shared.isFinished, sample.holds(unit: Int(unit.number.index)) { return true }
    }
    return false
  }

  /// The result with lines for the records that it shows, where they can be told.
  private func numbered(
    _ result: ScanResult, _ stop: StopFlag
  ) throws(Fault) -> ScanResult {
    var result = result
    let all = RejectionReason.allCases.flatMap { result.tally.evidence[$0] ?? [] }
    let numbered = try LineNumbers(inputs: result.inputs, compressions: result.compressions)
      .number(all, stop: stop)
    result.tally.evidence = Dictionary(grouping: numbered, by: \.verdict.reason)
    return result
  }

  private func result(
    _ shared: borrowing Shared, _ inputs: [InputFile], stride: Int
  ) throws(Fault) -> ScanResult {
    var all = ScanTally()
    var lines: [UInt32: UInt64] = [:]
    for number in shared.units.keys.sorted() {
      guard var unit = shared.units[number] else { continue }
      // Lines are numbered where no unit was passed over.
      let starts = unit.segments.map { lines[$0.file] ?? 0 }
      for (segment, count) in zip(unit.segments, unit.lineCounts) {
        lines[segment.file, default: 0] += count
      }
      for reason in unit.tally.evidence.keys {
        unit.tally.evidence[reason] = unit.tally.evidence[reason]?.map { evidence in
          var evidence = evidence
          let segment = unit.segments.firstIndex { Int($0.file) == evidence.file } ?? 0
          evidence.line = stride == 1 ? starts[segment] + (evidence.line ?? 0) + 1 : nil
          return evidence
        }
      }
      all.add(unit.tally)
    }
    return ScanResult(
      inputs: inputs, compressions: shared.reader.compressions,
      byteCount: shared.reader.decompressedByteCounts.reduce(0, +), stride: stride, tally: all,
      repeatedRecordCount: ContentHash.repeatCount(in: all.hashes))
  }
}

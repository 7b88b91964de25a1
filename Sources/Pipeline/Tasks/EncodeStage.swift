import ByteIO
import Ingest
import Records
import Shards
import Tokenizer

/// Turns every unit of some encode tasks into a part, many at once.
struct EncodeStage {
  let options: BuildOptions
  let output: OutputDirectory
  let vocabulary: Vocabulary
  let progress: Progress
  let stop: StopFlag

  /// What is known once all input of the tasks has been read.
  struct Result {
    /// One receipt a unit, in the order of the input.
    var receipts: [PartReceipt]
    /// How each input is stored; nil for one that was never opened.
    var compressions: [InputCompression?]
    /// The decompressed bytes of each input that the tasks have read, those of the receipts' segments.
    ///
    /// Summed over all tasks, the input's length.
    var byteCounts: [UInt64]
  }

  /// What the workers share.
  private struct Shared: ~Copyable {
    var reader: UnitReader
    var receipts: [UnitNumber: PartReceipt] = [:]
    var isFinished = false
  }

  /// A unit and what is taken of the stored inputs for it.
  private struct Taken: ~Copyable {
    var unit = InputUnit()
    var storedByteCount = 0
  }

  /// Encodes what `tasks` read of `inputs`; a unit whose receipt is there and fits its bytes is not
  /// done again.
  ///
  /// All units go to all threads, in order, whatever task they belong to.
  /// - Parameters:
  ///   - inputs: All inputs, by whose numbers the tasks name them.
  ///   - tasks: All tasks of `InputTasks.list`, or some.
  func run(_ inputs: [InputFile], _ tasks: [InputTask]) throws(Fault) -> Result {
    progress.enter(.reading, totalAmount: tasks.storedByteCount(of: inputs))
    let reader = UnitReader(
      inputs, tasks: tasks, unitByteCount: options.reading.unitByteCount,
      maximumLineByteCount: options.reading.maximumLineByteCount)
    let shared = Monitor(Shared(reader: reader))
    try Workers.run(options.threadCount) { (shouldEnd) throws(Fault) in
      var encoder = UnitEncoder(options: options, vocabulary: vocabulary)
      var taken = Taken()
      while !shouldEnd() {
        try stop.check(resumes: true)
        let hasUnit = try shared.withLock { (shared) throws(Fault) in
          try Self.next(&taken, &shared)
        }
        guard hasUnit else { return }
        try taken.unit.load()
        let receipt = try part(of: taken.unit, inputs: inputs, encoder: &encoder)
        progress.add(taken.storedByteCount)
        shared.withLock { $0.receipts[receipt.unit] = receipt }
      }
    }
    return shared.withLock { shared in
      Result(
        receipts: shared.receipts.keys.sorted().compactMap { shared.receipts[$0] },
        compressions: shared.reader.compressions,
        byteCounts: shared.reader.decompressedByteCounts)
    }
  }

  private static func next(
    _ taken: inout Taken, _ shared: inout Shared
  ) throws(Fault) -> Bool {
    guard !shared.isFinished else { return false }
    let before = shared.reader.storedByteCount
    let hasUnit = try shared.reader.next(&taken.unit)
    taken.storedByteCount = Int(shared.reader.storedByteCount - before)
    shared.isFinished = !hasUnit
    return hasUnit
  }

  /// The receipt of the unit's part, which is made where an earlier run has not.
  private func part(
    of unit: borrowing InputUnit, inputs: [InputFile], encoder: inout UnitEncoder
  ) throws(Fault) -> PartReceipt {
    let earlier = try finished(unit, inputs: inputs)
    // Not `??`: its closure would lose the type of the error.
    let receipt =
      if let earlier { earlier } else { try encoder.encode(unit, into: output, stop: stop) }
    progress.addRecords(
      Int(receipt.counts.records + receipt.counts.rejectionCount),
      rejected: Int(receipt.counts.rejectionCount), textByteCount: Int(receipt.unitByteCount))
    if earlier != nil { progress.addResumedUnit() }
    return receipt
  }

  /// The receipt of an earlier run for these very bytes; nil where the unit is still to be done.
  private func finished(
    _ unit: borrowing InputUnit, inputs: [InputFile]
  ) throws(Fault) -> PartReceipt? {
    let place = output.partReceipt(unit.number)
    guard place.exists,
      options.languageReport == nil || output.borderline(unit.number).exists,
      let receipt = try? PartReceipt(readingFrom: place),
      let found = try? FileDigest.of(output.part(unit.number)),
      found
        == AtomicFile.Summary(byteCount: receipt.fileByteCount, hash: receipt.fileHash)
    else { return nil }
    guard receipt.unitHash == unit.hash, receipt.segments == unit.segments else {
      let first = unit.segments.first.map { inputs[Int($0.file)].path } ?? "input"
      throw .inputChanged(output: output.path, unit: unit.number, firstPath: first)
    }
    return receipt
  }
}

import ByteIO
import Ingest
import Records
import Shards

/// Encodes again the records that some shards hold: reads their lines of the source, no others.
struct SelectedEncoding {
  let repair: Repair
  let options: BuildOptions
  let manifest: Manifest

  /// Encodes the records of `shards` into parts below `work/repair`.
  ///
  /// - Complexity: Memory for one unit of input, and 60 bytes for each record that is selected.
  func run(
    _ shards: [ShardSummary], of plan: PlanFile, progress: Progress, stop: StopFlag
  ) throws(Fault) -> SelectedRecords {
    let selected = try select(shards, of: plan)
    progress.enter(
      .reading, totalAmount: selected.reduce(0) { $0 &+ Int(clamping: $1.record.byteCount) })
    let files = try listInputs(selected)
    var encoder = UnitEncoder(options: options, vocabulary: repair.tokenizer.vocabulary)
    var unit = InputUnit()
    var record = ByteBuffer()
    var unitNumber = UnitNumber(task: 0, index: 0)
    var places: [FilePlace] = []
    var next = 0
    for (number, file) in files {
      let byteCount = manifest.inputs[number].byteCount
      var fetcher = try RecordFetcher(file, byteCount: byteCount)
      let end = selected[next...].firstIndex { $0.record.file != number } ?? selected.endIndex
      while next < end {
        let first = next
        unit.beginCollection(
          unitNumber, of: fetcher.format, byteCount: options.reading.unitByteCount)
        repeat {
          let place = selected[next].record
          guard place.byteCount <= UInt64(options.reading.maximumLineByteCount) else {
            throw repair.refusal(
              "plan: line \(place.line) of \(file.path): expected a record of at most "
                + "\(options.reading.maximumLineByteCount) bytes (max_line in the manifest), found "
                + "\(place.byteCount)")
          }
          try fetcher.read(Int(place.byteCount), at: place.byteOffset, into: &record)
          unit.collect(record)
          next += 1
        } while next < end && unit.byteCount < options.reading.unitByteCount
        try unit.load()
        let receipt = try encoder.encode(unit, into: repair.output.repair, stop: stop)
        guard receipt.counts.records == next - first, receipt.counts.rejectionCount == 0 else {
          throw repair.refusal(
            "the source has changed: \(file.path) no longer holds the records it held in lines "
              + "\(selected[first].record.line) to \(selected[next - 1].record.line)")
        }
        places.append(repair.output.repair.part(unitNumber))
        unitNumber = unitNumber.next
        progress.add(Int(clamping: unit.byteCount))
        progress.addRecords(next - first, rejected: 0)
      }
    }
    return SelectedRecords(selected, of: plan.recordCount, in: try PartSet(places))
  }

  /// The records of the shards, ascending by number and so by place.
  private func select(
    _ shards: [ShardSummary], of plan: PlanFile
  ) throws(Fault) -> [SelectedRecords.Selected] {
    // By the pieces of the shards: a plan may state far more records than it has pieces.
    var numbers: [UInt32] = []
    for shard in shards {
      guard let split = plan.splitNames.firstIndex(of: shard.split) else { continue }
      let first = Int(shard.firstRow)
      try plan.forEachPiece(split: split, rows: first..<(first + shard.rowCount)) { placed, _ in
        numbers.append(placed.piece.record)
      }
    }
    numbers.sort()
    var next = numbers[...]
    var selected: [SelectedRecords.Selected] = []
    try plan.forEachRecord { number, record in
      guard let first = next.first, first == number else { return }
      next = next.drop { $0 == number }
      selected.append(SelectedRecords.Selected(number: number, record: record))
    }
    return selected
  }

  /// The inputs that hold selected records, with their numbers; the others need not be there.
  private func listInputs(
    _ selected: [SelectedRecords.Selected]
  ) throws(Fault) -> [(number: Int, file: InputFile)] {
    var numbers: [Int] = []
    for item in selected where numbers.last != Int(item.record.file) {
      numbers.append(Int(item.record.file))
    }
    if repair.inputs.isEmpty, !manifest.inputs.contains(where: { $0.path == "-" }) {
      do {
        let files = try Repair.listed(numbers.map { manifest.inputs[$0].path })
        return zip(numbers, files).map { (number: $0, file: $1) }
      } catch {
        throw repair.refusal(
          "\(error); say where the inputs are now: prep verify DIR INPUT... --repair")
      }
    }
    let files = try repair.listInputs(manifest)
    return numbers.map { ($0, files[$0]) }
  }
}

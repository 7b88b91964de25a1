import ByteIO
import Filters
import Ingest
import Records
import Shards

/// Where a repair gets its records from, and why they may not be what they were.
extension Repair {
  /// How the records were laid out: with the parts, all that a repair needs to know.
  func layout(_ manifest: Manifest) throws(Fault) -> LayoutOptions {
    try reading(manifest) { () throws(JSONError) in
      try LayoutOptions(record: JSONReader(value: .object(manifest.options), path: "options"))
    }
  }

  /// The options of the build that made the data set.
  func options(_ manifest: Manifest) throws(Fault) -> BuildOptions {
    if let option = FilterOptions.nameOfHashedFile(in: manifest.options) {
      throw refusal(
        "its records were judged by a file that the manifest knows by its hash alone "
          + "(options.\(option)), and its parts were not kept; build again with --overwrite")
    }
    var options = try reading(manifest) { () throws(JSONError) in
      try BuildOptions(
        record: JSONReader(value: .object(manifest.options), path: "options"),
        inputs: manifest.inputs.map(\.path))
    }
    options.threadCount = threadCount
    return options
  }

  private func reading<Value>(
    _ manifest: Manifest, _ body: () throws(JSONError) -> Value
  ) throws(Fault) -> Value {
    do throws(JSONError) {
      return try body()
    } catch {
      throw refusal("manifest.json: \(error); use version \(manifest.toolVersion) of prep")
    }
  }

  /// The receipts of the parts that were kept; nil where they are not all there and whole.
  func keptReceipts(_ manifest: Manifest) -> [PartReceipt]? {
    guard output.keptMarker.exists, let receipts = try? output.partReceipts(),
      InputDigest.of(receipts) == manifest.inputHash
    else { return nil }
    let areWhole = receipts.allSatisfy { receipt in
      (try? FileDigest.of(output.part(receipt.unit)))
        == AtomicFile.Summary(byteCount: receipt.fileByteCount, hash: receipt.fileHash)
    }
    return areWhole ? receipts : nil
  }

  /// The inputs where they are now, in the order of the manifest.
  func listInputs(_ manifest: Manifest) throws(Fault) -> [InputFile] {
    let paths = inputs.isEmpty ? manifest.inputs.map(\.path) : inputs
    guard paths != [InputFile.standardInputPath] || !inputs.isEmpty else {
      throw refusal(
        "it was made from standard input; give the file that holds the same bytes, or - to read "
          + "them from standard input again")
    }
    var files: [InputFile]
    do throws(Fault) {
      files = inputs.isEmpty ? try Self.listed(paths) : try InputCatalog.list(paths)
    } catch {
      throw refusal("\(error); say where the inputs are now: prep verify DIR INPUT... --repair")
    }
    guard files.count == manifest.inputs.count else {
      throw refusal(
        "it was made of \(manifest.inputs.count) files, and \(files.count) are named; name them "
          + "all, in the same order")
    }
    // Whatever memory the build had, it was enough.
    for index in files.indices { files[index].windowLog = ZstdStream.greatestWindowLog }
    return files
  }

  /// The inputs that the manifest itself names: files, and nothing else.
  ///
  /// Whoever made the data set may have named a device or a pipe, which would be read for ever.
  static func listed(_ paths: [String]) throws(Fault) -> [InputFile] {
    var files: [InputFile] = []
    for path in paths { files.append(try InputCatalog.regularFile(path)) }
    return files
  }

  /// Encodes all of the source again, into parts below `work/repair`.
  func encodeAll(
    _ manifest: Manifest, _ options: BuildOptions, progress: Progress, stop: StopFlag
  ) throws(Fault) -> [PartReceipt] {
    let inputs = try listInputs(manifest)
    let encoded = try EncodeStage(
      options: options, output: output.repair, vocabulary: tokenizer.vocabulary,
      progress: progress, stop: stop
    ).run(
      inputs, try InputTasks.list(inputs, unitByteCount: options.reading.unitByteCount))
    guard InputDigest.of(encoded.receipts) == manifest.inputHash else {
      throw refusal("the source has changed since: its bytes have another hash")
    }
    return encoded.receipts
  }

  /// Why what was made is not what the manifest says.
  func reasonForOtherBytes(
    _ manifest: Manifest, stop: StopFlag
  ) throws(Fault) -> String {
    if keptReceipts(manifest) == nil, let change = try changeOfSource(manifest, stop: stop) {
      return change
    }
    let now = BuildIdentity(of: manifest).replacing(
      tool: tool, tokenizer: tokenizer.sha256, library: "zstd",
      version: ZstdCompressor.libraryVersion)
    let differences = now.differences(from: BuildIdentity(of: manifest))
    guard !differences.isEmpty else {
      return "the source is the same, and gives other bytes than it gave then"
    }
    return "it was made by other versions: "
      + differences.map(\.description).joined(separator: "; ")
  }

  /// The first unit of the source that is not what the plan says; nil where all are, or where the
  /// source came through a pipe and is gone.
  private func changeOfSource(
    _ manifest: Manifest, stop: StopFlag
  ) throws(Fault) -> String? {
    let files = try listInputs(manifest)
    guard files.allSatisfy({ $0.byteCount != nil }),
      let plan = try? PlanFile(path: output.plan.path)
    else { return nil }
    do throws(Fault) {
      return try changedUnit(of: plan, files, manifest, stop: stop)
    } catch {
      try stop.check(resumes: false)
      return "the source has changed: \(error)"
    }
  }

  /// Reads the bytes that each unit of the plan was made of, however the inputs are stored now, and
  /// says which was the first that had others.
  private func changedUnit(
    of plan: PlanFile, _ files: [InputFile], _ manifest: Manifest, stop: StopFlag
  ) throws(Fault) -> String? {
    var fetcher: RecordFetcher?
    // Where the fetcher stands.
    var position = LinePosition.start
    for (number, unit) in plan.units.enumerated() {
      var hashes: [PlacedHash] = []
      for segment in unit.segments.map(\.segment) {
        try stop.check(resumes: false)
        let file = Int(segment.file)
        guard files.indices.contains(file), manifest.inputs.indices.contains(file) else {
          return "its plan names \(file + 1) files, and its manifest \(manifest.inputs.count)"
        }
        // Bytes that come in order cannot be gone back to.
        if position.file != segment.file || segment.fileByteOffset < position.byte { fetcher = nil }
        var open: RecordFetcher
        if let at = fetcher.take() {
          open = at
        } else {
          open = try RecordFetcher(files[file], byteCount: manifest.inputs[file].byteCount)
        }
        hashes.append(try open.hash(segment.byteCount, at: segment.fileByteOffset))
        fetcher = consume open
        position = LinePosition(
          file: segment.file, byte: segment.fileByteOffset + segment.byteCount, line: 1)
      }
      guard UnitHash.of(unit.segments.map(\.segment), hashes) == unit.hash else {
        let first = unit.segments.first?.segment
        let path = first.map { files[Int($0.file)].path } ?? "the source"
        return "the source has changed: \(path) no longer holds what it held from byte "
          + "\(first?.fileByteOffset ?? 0) on (unit \(number))"
      }
    }
    return nil
  }
}

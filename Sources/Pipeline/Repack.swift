package import ByteIO
import Shards

/// Another layout of a data set's records, made from its kept parts: no text is read again.
package struct Repack: Sendable {
  private let source: OutputDirectory
  private let output: OutputDirectory
  private let manifest: Manifest
  private let tool: String
  private let tokenizer: LoadedTokenizer
  private let overwrites: Bool

  /// The layout of the data set as it is; what is to be another is changed in a copy.
  package let layout: LayoutOptions

  /// Opens the data set in `directory`, whose parts were kept, for repacking into `output`.
  ///
  /// - Throws: `Fault.Kind.noParts` where there are none; `run` throws `differentBuild` where
  ///   another version of the tool or another tokenizer made them.
  package init(
    _ directory: String, output: String, tool: String, tokenizer: LoadedTokenizer,
    overwrites: Bool
  ) throws(Fault) {
    source = OutputDirectory(directory)
    self.output = OutputDirectory(output)
    self.tool = tool
    self.tokenizer = tokenizer
    self.overwrites = overwrites
    let place = source.manifest
    manifest = try Manifest(readingFrom: place)
    guard source.parts.exists else { throw .noParts(directory) }
    do throws(JSONError) {
      layout = try LayoutOptions(
        record: JSONReader(value: .object(manifest.options), path: "options"))
    } catch {
      throw .file("use", place.path, detail: "\(error)")
    }
  }

  /// Makes the data set.
  package func run(
    _ layout: LayoutOptions, threadCount: Int, progress: Progress, stop: StopFlag
  ) throws(Fault) -> Build.Outcome {
    try checkVersions()
    guard !FileSystem.isPath(output.path, within: source.path),
      !FileSystem.isPath(source.path, within: output.path)
    else {
      throw .overlap("the output \(output.path) and the data set \(source.path) lie in each other")
    }
    let receipts = try receipts()
    try output.folder.make()
    let lock = try output.takeLock()
    return try run(
      layout, receipts, threadCount: threadCount, under: lock, progress: progress, stop: stop)
  }

  /// The work itself; the lock is borrowed so that it lasts as long.
  private func run(
    _ layout: LayoutOptions, _ receipts: [PartReceipt], threadCount: Int,
    under lock: borrowing DirectoryLock, progress: Progress, stop: StopFlag
  ) throws(Fault) -> Build.Outcome {
    let identity = BuildIdentity(of: manifest).replacing(layout)
    let isThere = try Workspace(output: output, overwrites: overwrites).prepare(identity) {
      $0.inputHash == manifest.inputHash
    }
    if isThere { return .upToDate }
    for receipt in receipts {
      progress.addRecords(
        Int(receipt.counts.records + receipt.counts.rejectionCount),
        rejected: Int(receipt.counts.rejectionCount))
    }
    var log = RunLog(threadCount: threadCount)
    let provenance = Provenance(
      of: manifest, identity: identity, vocabulary: tokenizer.vocabulary)
    try LayoutStages(
      run: LayoutRun(
        layout: layout, source: source, output: output, provenance: provenance,
        receipts: receipts, progress: progress, stop: stop),
      threadCount: threadCount
    ).make(log: &log)
    try output.removeWork()
    progress.enter(.done)
    return .built
  }

  /// What other versions made may mean something else to this one.
  private func checkVersions() throws(Fault) {
    let before = BuildIdentity(of: manifest)
    let now = before.replacing(
      tool: tool, tokenizer: tokenizer.sha256, library: "zstd",
      version: ZstdCompressor.libraryVersion)
    let differences = now.differences(from: before)
    guard differences.isEmpty else {
      throw .differentBuild(source.path, differences: differences, isComplete: true)
    }
  }

  private func receipts() throws(Fault) -> [PartReceipt] {
    let receipts = try source.partReceipts()
    guard InputDigest.of(receipts) == manifest.inputHash else { throw .noParts(source.path) }
    return receipts
  }
}

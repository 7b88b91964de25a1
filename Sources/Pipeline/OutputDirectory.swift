import ByteIO
import Planner
import Shards

/// The names in a data set's directory, and which of them a build may touch.
package struct OutputDirectory: Sendable {
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  package var manifest: String { file(DataSetName.manifest) }
  package var plan: String { file(DataSetName.plan) }
  package var report: String { file(DataSetName.report) }
  package var runLog: String { path + "/run-log.json" }
  package var shards: String { path + "/shards" }
  package var rejected: String { path + "/rejected" }
  package var work: String { path + "/work" }
  package var identity: String { work + "/build.json" }
  package var parts: String { work + "/parts" }
  package var shardReceipts: String { work + "/shards" }
  /// Where damaged files are made again before they take the place of what is there.
  var repair: OutputDirectory { OutputDirectory(work + "/repair") }
  /// The receipts of shards made of input with this hash: whoever reads other input finds none.
  func shardReceipts(of inputHash: Hash128) -> String {
    shardReceipts + "/" + inputHash.description
  }

  /// Every name directly in the directory that a build makes.
  static let ownNames = [
    "manifest.json", "plan", "plan.tmp", "report.json", "run-log.json", "shards", "rejected",
    "work", "manifest.json.tmp", "report.json.tmp", "run-log.json.tmp",
  ]

  /// The path of a file that the manifest names.
  package func file(_ name: String) -> String { path + "/" + name }

  func part(_ unit: Int) -> String { parts + "/" + Self.number(unit) + ".part" }
  /// The unit's texts nearest to the language threshold, where they are asked for.
  func borderline(_ unit: Int) -> String { parts + "/" + Self.number(unit) + ".borderline" }
  func partReceipt(_ unit: Int) -> String { parts + "/" + Self.number(unit) + ".json" }
  func shardReceipt(_ split: Plan.Split, _ index: Int, of inputHash: Hash128) -> String {
    shardReceipts(of: inputHash) + "/\(split.name)-\(Self.number(index)).json"
  }

  /// At least five digits, so that names sort as their numbers do.
  private static func number(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// Says that the parts are to stay after the build.
  var keptMarker: String { work + "/kept" }

  /// A name in the directory that no build of ours made; nil where there is none.
  ///
  /// Where neither a manifest nor a begun build's identity is there, `shards/` or `work/` with
  /// anything in it belongs to somebody else, whatever it is called.
  func foreignName() throws(FileError) -> String? {
    let names = try FileSystem.names(in: path)
    if let name = names.first(where: { !Self.ownNames.contains($0) }) { return name }
    guard !FileSystem.exists(manifest), !FileSystem.exists(identity) else { return nil }
    for name in names where name != "work" { return name }
    guard names.contains("work") else { return nil }
    // A build that was killed before it had said what it is.
    for name in try FileSystem.names(in: work) where name != "build.json.tmp" {
      guard name == "parts", try FileSystem.names(in: parts).isEmpty else { return "work/" + name }
    }
    return nil
  }

  /// Removes all that builds make.
  ///
  /// The manifest goes first: what is left is no data set. What says that the rest is ours goes
  /// last, so that a run which is killed here can be followed by another.
  func clear() throws(FileError) {
    if FileSystem.exists(manifest), !FileSystem.exists(identity) {
      try FileSystem.makeDirectories(work)
      try AtomicFile.write(Array("{}\n".utf8).span, to: identity)
    }
    try FileSystem.removeFile(manifest)
    try FileSystem.synchronizeDirectory(path)
    for name in Self.ownNames where name != "work" {
      try FileSystem.removeTree(path + "/" + name)
    }
    try FileSystem.removeTree(parts)
    try FileSystem.removeTree(shardReceipts)
    try FileSystem.removeTree(work)
  }

  /// Removes the parts of units from `count` on: of a run that read more input.
  func removeParts(from count: Int) throws(FileError) {
    for name in try FileSystem.names(in: parts) {
      guard let unit = Int(name.prefix { $0.isNumber }), unit >= count else { continue }
      try FileSystem.removeFile(parts + "/" + name)
    }
  }

  func hasNoParts() throws(FileError) -> Bool { try FileSystem.names(in: parts).isEmpty }

  /// The receipts of the parts of units 0, 1, 2, … as far as there are any.
  func partReceipts() throws(PipelineError) -> [PartReceipt] {
    var receipts: [PartReceipt] = []
    while FileSystem.exists(partReceipt(receipts.count)) {
      let path = partReceipt(receipts.count)
      receipts.append(
        try asPipeline { () throws(ShardError) in try PartReceipt(readingFrom: path) })
    }
    return receipts
  }

  /// Takes the directory's lock, so that no other process builds here.
  func takeLock() throws(PipelineError) -> DirectoryLock {
    do throws(FileError) {
      if let lock = try DirectoryLock.take(path) { return lock }
    } catch {
      throw .file(error)
    }
    throw .outputInUse(path)
  }
}

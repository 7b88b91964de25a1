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
  func partReceipt(_ unit: Int) -> String { parts + "/" + Self.number(unit) + ".json" }
  func shardReceipt(_ split: Plan.Split, _ index: Int, of inputHash: Hash128) -> String {
    shardReceipts(of: inputHash) + "/\(split.name)-\(Self.number(index)).json"
  }

  /// At least five digits, so that names sort as their numbers do.
  private static func number(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// A name in the directory that no build makes; nil where there is none.
  func foreignName() throws(FileError) -> String? {
    try FileSystem.names(in: path).first { !Self.ownNames.contains($0) }
  }

  /// Removes all that builds make.
  ///
  /// The manifest goes first: what is left is no data set.
  func clear() throws(FileError) {
    try FileSystem.removeFile(manifest)
    try FileSystem.synchronizeDirectory(path)
    for name in Self.ownNames { try FileSystem.removeTree(path + "/" + name) }
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

package import ByteIO
import Planner
import Records
import Shards

/// The names in a data set's directory: where a build, a repack or a repair writes.
///
/// All of them are reached from one open directory, following no link (`FilePlace`). What of them
/// is ours, and so may be removed, is in `OutputDirectory+Ownership`.
package struct OutputDirectory: Sendable {
  let folder: Folder
  /// What names begin with: empty, or `work/repair/`.
  private let prefix: String

  /// The directory that the user names; it need not be there yet.
  package init(_ path: String) {
    self.init(Folder(path), prefix: "")
  }

  private init(_ folder: Folder, prefix: String) {
    self.folder = folder
    self.prefix = prefix
  }

  package var path: String { folder.path }
  package var manifest: FilePlace { file(DataSetName.manifest) }
  package var plan: FilePlace { file(DataSetName.plan) }
  package var report: FilePlace { file(DataSetName.report) }
  package var runLog: FilePlace { file(DataSetName.runLog) }
  package var shards: FilePlace { file("shards") }
  package var rejected: FilePlace { file("rejected") }
  package var work: FilePlace { file("work") }
  package var identity: FilePlace { file(DataSetName.buildIdentity) }
  package var parts: FilePlace { work.place("parts") }
  package var shardReceipts: FilePlace { work.place("shards") }
  /// Where the tasks that make a data set of parts leave their tables to each other.
  var tables: FilePlace { file("work/tables") }
  func table(_ name: String) -> FilePlace { tables.place(name + ".table") }
  /// Says that the parts are to stay after the build.
  var keptMarker: FilePlace { work.place("kept") }
  /// Where damaged files are made again before they take the place of what is there.
  var repair: OutputDirectory { OutputDirectory(folder, prefix: prefix + "work/repair/") }
  /// The directory in which `repair` lies.
  var repairDirectory: FilePlace { work.place("repair") }
  /// The receipts of shards made of input with this hash: whoever reads other input finds none.
  func shardReceipts(of inputHash: Hash128) -> FilePlace {
    shardReceipts.place(inputHash.description)
  }

  /// The place of a file that the manifest names.
  package func file(_ name: String) -> FilePlace { folder.place(prefix + name) }

  func part(_ unit: UnitNumber) -> FilePlace { parts.place("\(unit).part") }
  /// The unit's texts nearest to the language threshold, where they are asked for.
  func borderline(_ unit: UnitNumber) -> FilePlace { parts.place("\(unit).borderline") }
  func partReceipt(_ unit: UnitNumber) -> FilePlace { parts.place("\(unit).json") }
  func shardReceipt(_ split: Plan.Split, _ index: Int, of inputHash: Hash128) -> FilePlace {
    shardReceipts(of: inputHash).place("\(split.name)-\(Self.number(index)).json")
  }

  /// At least five digits, so that names sort as their numbers do.
  private static func number(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// Removes the parts of all units but these: of a run that read more input, or of another version.
  func removeParts(except units: some Sequence<UnitNumber>) throws(Fault) {
    let kept = Set(units)
    for name in try parts.names() where OwnNames.isFile("work/parts/" + name) {
      if let unit = OwnNames.unit(ofPart: name), kept.contains(unit) { continue }
      try parts.place(name).remove()
    }
  }

  func hasNoParts() throws(Fault) -> Bool { try parts.names().isEmpty }

  /// The receipts of all parts that are there, in the order of their units.
  ///
  /// - Throws: `mismatch` where one is of another unit than its name says.
  func partReceipts() throws(Fault) -> [PartReceipt] {
    let units = try parts.names().compactMap { name in
      name.hasSuffix(".json") ? OwnNames.unit(ofPart: name) : nil
    }
    var receipts: [PartReceipt] = []
    for unit in units.sorted() {
      let receipt = try PartReceipt(readingFrom: partReceipt(unit))
      guard receipt.unit == unit else {
        throw Fault(
          .mismatch, partReceipt(unit).path, .member("unit"), expected: "\(unit), as in its name",
          found: "\(receipt.unit)")
      }
      receipts.append(receipt)
    }
    return receipts
  }

  /// Takes the directory's lock, so that no other process builds here.
  func takeLock() throws(Fault) -> DirectoryLock {
    if let lock = try DirectoryLock.take(folder) { return lock }
    throw .outputInUse(path)
  }
}

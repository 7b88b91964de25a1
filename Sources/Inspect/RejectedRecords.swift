package import ByteIO
import Shards

/// The records in a data set's `rejected/`, one after the other in the order of the files.
///
/// Holds a chunk of a file and one line.
package struct RejectedRecords: ~Copyable {
  private let directory: DataSetDirectory
  /// The files that come next.
  private var files: ArraySlice<Manifest.OtherFile>
  private var lines: ListedLines?

  package init(_ directory: DataSetDirectory) throws(Fault) {
    self.init(directory, try directory.manifest())
  }

  init(_ directory: DataSetDirectory, _ manifest: Manifest) {
    self.directory = directory
    files = manifest.files.filter { $0.name.hasPrefix("rejected/") }[...]
  }

  /// The next record; nil after the last.
  package mutating func next() throws(Fault) -> RejectedRecord? { try next { _ in true } }

  /// The next record whose reason, as the file spells it, is wanted; nil after the last.
  package mutating func next(
    where isWanted: (_ reason: [UInt8]) -> Bool
  ) throws(Fault) -> RejectedRecord? {
    while true {
      while try lines?.next() == true {
        if let reason = lines?.reason, !isWanted(reason) { continue }
        if let json = try lines?.json() { return RejectedRecord(json) }
      }
      guard let file = files.popFirst() else { return nil }
      let place = directory.file(file.name)
      // Read twice: nothing of a file is shown before all of it is known to be the data set's.
      var checked = try ListedLines(place, byteCount: file.byteCount, hash: file.hash)
      while try checked.next() {}
      lines = try ListedLines(place, byteCount: file.byteCount, hash: file.hash)
    }
  }
}

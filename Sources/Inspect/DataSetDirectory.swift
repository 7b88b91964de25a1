package import ByteIO
package import Shards

/// The directory of a data set, to look into.
///
/// All names are reached from one open directory, following no link (`FilePlace`).
package struct DataSetDirectory {
  private let folder: Folder

  /// The directory that the user names.
  package init(_ path: String) { folder = Folder(path) }

  package var path: String { folder.path }

  /// The place of a file of the data set.
  package func file(_ name: String) -> FilePlace { folder.place(name) }

  /// The manifest, or an error that says what is there instead of a data set.
  package func manifest() throws(InspectError) -> Manifest {
    let place = file(DataSetName.manifest)
    guard place.exists else {
      if file(DataSetName.buildIdentity).exists {
        throw .failed(
          "\(path): its build was interrupted; run the same `prep build` again to finish it")
      }
      throw .failed("\(path): no data set here (there is no manifest.json)")
    }
    return try asInspect { () throws(ShardError) in try Manifest(readingFrom: place.path) }
  }
}

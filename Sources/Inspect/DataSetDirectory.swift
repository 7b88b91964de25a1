package import ByteIO
package import Shards

/// The directory of a data set, to look into.
///
/// It is the user's own, and is read through links: a data set may be made of links to the files of
/// another, as hubs lay them out.
package struct DataSetDirectory {
  package let path: String

  /// The directory that the user names.
  package init(_ path: String) { self.path = path }

  /// The place of a file of the data set.
  package func file(_ name: String) -> FilePlace { FilePlace(path + "/" + name) }

  /// The manifest, or an error that says what is there instead of a data set.
  package func manifest() throws(Fault) -> Manifest {
    let place = file(DataSetName.manifest)
    guard place.exists else {
      if file(DataSetName.buildIdentity).exists {
        throw .failed(
          "\(path): its build did not finish; run the same `prep build` again, which goes on or "
            + "says why not")
      }
      throw .failed("\(path): no data set here (there is no manifest.json)")
    }
    return try Manifest(readingFrom: place.path)
  }

  /// Whether a data set is there, of any version, whole or damaged, or one under way.
  package var isTaken: Bool {
    if file(DataSetName.buildIdentity).exists { return true }
    guard let bytes = try? file(DataSetName.manifest).read(limit: Self.manifestByteLimit),
      let manifest = try? JSONReader(parsing: bytes.span)
    else { return file(DataSetName.plan).exists && file(DataSetName.manifest).exists }
    return (try? manifest["format"].string()) == Manifest.format
  }

  /// As much as the manifest of a million shards takes.
  private static let manifestByteLimit = 1 << 30
}

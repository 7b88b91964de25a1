import ByteIO

/// A package as Python's metadata has it.
struct InstalledPackage: Equatable, Sendable {
  /// As the package spells it.
  var name: String
  var version: String
  /// What it needs, as it states it.
  var requirements: [String]
  /// The directory that it is installed in.
  var location: String
  /// The name of the directory of its metadata.
  var metadataName: String
  /// Whether a file that it lists as its module's first is not there.
  var lacksModule: Bool

  var normalizedName: String { PackageName.normalized(name) }

  /// What an interrupted pip has left; pip itself takes no notice of it.
  var isLeftover: Bool { metadataName.hasPrefix("~") }
}

extension InstalledPackage {
  init(_ reader: JSONReader) throws(JSONError) {
    name = try reader["name"].string()
    version = try reader["version"].string()
    requirements = try reader.texts("requires")
    location = try reader["location"].string()
    metadataName = try reader["metadata"].string()
    lacksModule = try reader["lacks_module"].boolean()
  }
}

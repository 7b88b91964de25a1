import ByteIO

/// What an interpreter says of itself and of what is installed for it.
struct PythonEnvironment: Equatable, Sendable {
  var version: String
  /// The interpreter's own path, as it says.
  var executable: String
  /// The directory that it takes packages from.
  var prefix: String
  /// The values of variables in markers (PEP 508).
  var markers: [String: String]
  /// All packages, in the order in which Python looks for them.
  var packages: [InstalledPackage]
  /// Packages whose metadata cannot be read.
  var unreadableCount: Int
}

extension PythonEnvironment {
  /// Reads what `PythonProbe` printed.
  init(_ reader: JSONReader) throws(JSONError) {
    version = try reader["version"].string()
    executable = try reader["executable"].string()
    prefix = try reader["prefix"].string()
    markers = [:]
    for member in try reader["markers"].members() {
      markers[member.key] = try member.reader.string()
    }
    packages = []
    for element in try reader["packages"].elements() {
      packages.append(try InstalledPackage(element))
    }
    unreadableCount = try reader["unreadable"].integer(0...(1 << 30))
  }

  /// The package that an import gets, by its normalized name.
  var firstPackages: [String: InstalledPackage] {
    Dictionary(packages.filter { !$0.isLeftover }.map { ($0.normalizedName, $0) }) { first, _ in
      first
    }
  }

  /// Normalized names of packages that are in one directory twice.
  var doubledNames: [String] {
    let places = packages.filter { !$0.isLeftover }
      .map { $0.normalizedName + "\0" + $0.location }
    let doubled = Dictionary(grouping: places) { $0 }.filter { $1.count > 1 }.keys
    return Set(doubled.map { String($0.prefix { $0 != "\0" }) }).sorted()
  }
}

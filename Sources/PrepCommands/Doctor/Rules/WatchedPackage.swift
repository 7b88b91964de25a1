import ByteIO

/// A package that `prep doctor` looks at.
struct WatchedPackage: Equatable, Sendable {
  /// What is said where it is not installed.
  enum Absence: String, Sendable {
    case warn, note, silent
  }

  /// Its normalized name.
  var name: String
  /// The module that is imported.
  var module: String
  var absence: Absence
  /// What it is for.
  var use: String
}

extension WatchedPackage {
  init(_ reader: JSONReader) throws(JSONError) {
    name = try reader["name"].string()
    module = try reader["module"].string()
    let absence = try reader["absence"]
    guard let known = Absence(rawValue: try absence.string()) else {
      throw .unexpected(path: absence.path, expected: "warn, note or silent")
    }
    self.absence = known
    use = try reader["use"].string()
  }
}

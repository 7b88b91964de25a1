import ByteIO

/// Requirements of a package without which it fails, where others are no more than stated.
struct EnforcedRequirements: Equatable, Sendable {
  /// The normalized name of the package that has them.
  var package: String
  /// Normalized names of packages that it needs in versions that it states.
  var requirements: Set<String>
  /// What the user sees, with `{requirement}` and `{found}`.
  var symptom: String
  var reason: String

  func symptom(requirement: String, found: String) -> String {
    symptom.replacing("{requirement}", with: requirement).replacing("{found}", with: found)
  }
}

extension EnforcedRequirements {
  init(_ reader: JSONReader) throws(JSONError) {
    package = try reader["package"].string()
    requirements = Set(try reader.texts("requirements"))
    symptom = try reader["symptom"].string()
    reason = try reader["reason"].string()
  }
}

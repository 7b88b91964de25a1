/// Why a document of our own (a receipt, a manifest) cannot be used.
package enum JSONError: Error, Equatable, CustomStringConvertible {
  /// The bytes are not one JSON value without duplicate keys; reading stopped at `byteOffset`.
  case malformed(byteOffset: Int)
  /// A member is absent.
  case missing(path: String)
  /// A member is not of the type or in the range it must have.
  case unexpected(path: String, expected: String)

  package var description: String {
    switch self {
    case .malformed(let byteOffset): "not valid JSON at byte \(byteOffset)"
    case .missing(let path): "\(path) is missing"
    case .unexpected(let path, let expected): "\(path) is not \(expected)"
    }
  }

  /// The fault of a document whose members say where they are from.
  package var fault: Fault { .failed(description) }

  /// The fault of the document at `path`, a file or a place in one.
  package func fault(in path: String) -> Fault { fault.at(path) }
}

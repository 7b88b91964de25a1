package import ByteIO

// The faults of parts, shards, plans and manifests: where, what was expected, what was found.

extension Fault.Kind {
  /// The file ends before what it must hold.
  package static let truncated = Self("truncated")
  /// The file is not of the kind that was asked for.
  package static let notThisFormat = Self("not_this_format")
  /// The file is of a version that this tool does not read.
  package static let unsupportedVersion = Self("unsupported_version")
  /// A checksum does not match the bytes it stands for.
  package static let checksum = Self("checksum")
  /// A field has a value that the format does not permit.
  package static let malformed = Self("malformed")
  /// Two places that must agree do not.
  package static let mismatch = Self("mismatch")
  /// A token id is 131,072 or more, which the encoding cannot hold.
  package static let tokenTooLarge = Self("token_too_large")

  /// Whether it says that a file of a data set is not as it must be, whatever the system did.
  package var isOfFormat: Bool { Self.ofFormat.contains(self) }

  private static let ofFormat: Set<Self> = [
    .truncated, .notThisFormat, .unsupportedVersion, .checksum, .malformed, .mismatch,
    .tokenTooLarge,
  ]
}

extension Fault {
  /// `shards/train-00000.shard, block 3 (checksum): expected …, found …`.
  ///
  /// - Parameters:
  ///   - expected: What the format asks for at that place.
  ///   - found: What is there.
  package init(_ kind: Kind, _ path: String, _ place: Place, expected: String, found: String) {
    self.init(kind, "\(path), \(place) (\(kind.rawValue)): expected \(expected), found \(found)")
  }

  /// A checksum that does not hold.
  static func checksum(
    _ path: String, _ place: Place, stated: UInt64, actual: UInt64
  ) -> Fault {
    Fault(
      .checksum, path, place, expected: "xxh3 " + Hash128.digits(stated),
      found: Hash128.digits(actual))
  }

  /// A document of a data set that is not as it should be.
  static func document(_ path: String, _ error: JSONError) -> Fault {
    switch error {
    case .malformed(let byteOffset):
      Fault(
        .malformed, path, .member(""), expected: "JSON without duplicate keys",
        found: "something else at byte \(byteOffset)")
    case .missing(let member):
      Fault(.malformed, path, .member(member), expected: "a value", found: "none")
    case .unexpected(let member, let wanted):
      Fault(.malformed, path, .member(member), expected: wanted, found: "something else")
    }
  }
}

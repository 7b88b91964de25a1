package import ByteIO

/// What is wrong with a part, a shard, a plan or a manifest: where, what was expected, what found.
package struct ShardError: Error, Equatable, CustomStringConvertible {
  /// The class of the fault: what a caller decides by and tests compare.
  package enum Kind: String, Sendable, CaseIterable {
    /// The system refused to read or write.
    case file
    /// The file ends before what it must hold.
    case truncated
    /// The file is not of the kind that was asked for.
    case notThisFormat = "not_this_format"
    /// The file is of a version that this tool does not read.
    case unsupportedVersion = "unsupported_version"
    /// A checksum does not match the bytes it stands for.
    case checksum
    /// A field has a value that the format does not permit.
    case malformed
    /// Two places that must agree do not.
    case mismatch
    /// A token id is 131,072 or more, which the encoding cannot hold.
    case tokenTooLarge = "token_too_large"
  }

  /// Where in the file the fault is.
  package enum Place: Equatable, Sendable, CustomStringConvertible {
    case file
    case header
    case footer
    case index
    case seekTable
    /// The tokens of a block.
    case block(Int)
    /// What stands beside the tokens of a block.
    case sidecar(Int)
    /// A chunk of a part, a section of a plan.
    case chunk(Int)
    /// A record of a part, by its number.
    case record(Int)
    /// A row of a plan or shard.
    case row(Int)
    /// A member of a JSON document.
    case member(String)

    package var description: String {
      switch self {
      case .file: "file"
      case .header: "header"
      case .footer: "footer"
      case .index: "index"
      case .seekTable: "seek table"
      case .block(let number): "block \(number)"
      case .sidecar(let number): "sidecar \(number)"
      case .chunk(let number): "chunk \(number)"
      case .record(let number): "record \(number)"
      case .row(let number): "row \(number)"
      case .member(let path): path.isEmpty ? "document" : path
      }
    }
  }

  package var kind: Kind
  package var path: String
  package var place: Place
  /// What the format asks for at that place.
  package var expected: String
  /// What is there.
  package var found: String
  /// The system's part of the story, where `kind` is `file`.
  package var cause: FileError?

  package init(
    _ kind: Kind, _ path: String, _ place: Place, expected: String, found: String
  ) {
    self.kind = kind
    self.path = path
    self.place = place
    self.expected = expected
    self.found = found
  }

  /// A fault of the file system.
  package init(_ error: FileError) {
    kind = .file
    path = error.path
    place = .file
    expected = ""
    found = ""
    cause = error
  }

  /// A document of ours that is not as it should be.
  package init(_ error: JSONError, _ path: String) {
    kind = .malformed
    self.path = path
    switch error {
    case .malformed(let byteOffset):
      place = .member("")
      expected = "JSON without duplicate keys"
      found = "something else at byte \(byteOffset)"
    case .missing(let member):
      place = .member(member)
      expected = "a value"
      found = "none"
    case .unexpected(let member, let wanted):
      place = .member(member)
      expected = wanted
      found = "something else"
    }
  }

  /// `shards/train-00000.shard, block 3 (checksum): expected …, found …`.
  package var description: String {
    if let cause { return cause.description }
    return "\(path), \(place) (\(kind.rawValue)): expected \(expected), found \(found)"
  }
}

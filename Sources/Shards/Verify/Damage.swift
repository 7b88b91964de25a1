/// One thing that is wrong with a data set.
package struct Damage: Sendable, Equatable, CustomStringConvertible {
  package enum Kind: String, Sendable, CaseIterable {
    /// A file that the manifest lists is not there or cannot be read.
    case missing
    /// A file has another length.
    case size
    /// A file's bytes hash to something else.
    case fileHash = "file_hash"
    /// A part of a file cannot be used: its own checksum or its values say so.
    case content
    /// A file is sound in itself, but not what the manifest says.
    case mismatch
    /// The manifest cannot be read or contradicts itself.
    case manifest
  }

  /// The file's path in the data set.
  package var file: String
  package var kind: Kind
  /// The shard's number in the manifest, where the damage is in a shard.
  package var shard: Int?
  package var block: Int?
  /// The rows of the split that cannot be had, where it is known which.
  package var rows: Range<Int>?
  /// What was expected and found.
  package var description: String

  package init(
    file: String, kind: Kind, shard: Int? = nil, block: Int? = nil, rows: Range<Int>? = nil,
    description: String
  ) {
    self.file = file
    self.kind = kind
    self.shard = shard
    self.block = block
    self.rows = rows
    self.description = description
  }
}

import Records

/// The numbers of docs/FORMAT.md, "Shard".
package enum ShardLayout {
  /// Tokens in a row.
  package static let rowLengths = RowPlan.rowLengths
  /// Rows in a shard.
  package static let rowCounts = 1...16_777_216
  /// Rows in a block, where rows are not so long that `blockTokenLimit` asks for fewer.
  package static let usualRowsPerBlock = 64
  /// Tokens that a block may hold, so that a reader's memory for one is bounded: 9 MiB of planes.
  package static let blockTokenLimit = 1 << 22

  package static let magic = "PREPSHRD"
  static let indexMagic = "PREPINDX"
  static let majorVersion: UInt16 = 1
  static let minorVersion: UInt16 = 0
  /// Two planes: low 16 bits, then 17th bits.
  static let planesEncoding: UInt16 = 1

  static let headerFrameMagic: UInt32 = 0x184D_2A50
  static let indexFrameMagic: UInt32 = 0x184D_2A51
  static let seekTableFrameMagic: UInt32 = 0x184D_2A5E
  static let seekTableFooterMagic: UInt32 = 0x8F92_EAB1
  static let frameHeaderByteCount = 8

  /// The rows of a block for rows of `rowLength` tokens.
  package static func rowsPerBlock(rowLength: Int) -> Int {
    min(usualRowsPerBlock, max(1, blockTokenLimit / max(1, rowLength)))
  }
}

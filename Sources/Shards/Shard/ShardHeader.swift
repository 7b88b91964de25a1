import ByteIO

/// What a shard says of itself in its first frame (docs/FORMAT.md, "Header frame").
package struct ShardHeader: Sendable, Equatable {
  /// The frame's length, its eight bytes of frame header among them.
  package static let frameByteCount = 144
  private static let bodyByteCount = 136
  private static let splitByteCount = 16

  /// The split that the rows belong to: 1 to 16 of `a-z`, `0-9`, `_` and `-`, a letter first.
  package var split: String
  /// The number in the split of the shard's first row.
  package var firstRow: UInt64
  package var rowCount: Int
  package var rowLength: Int
  package var rowsPerBlock: Int
  /// What stands after the last segment of a row.
  package var padToken: UInt32
  /// The SHA-256 of the tokenizer's file.
  package var tokenizerHash: Fingerprint
  /// Stands for every option that decides what the rows hold.
  package var configHash: Fingerprint

  package init(
    split: String, firstRow: UInt64, rowCount: Int, rowLength: Int, rowsPerBlock: Int? = nil,
    padToken: UInt32, tokenizerHash: Fingerprint, configHash: Fingerprint
  ) {
    self.split = split
    self.firstRow = firstRow
    self.rowCount = rowCount
    self.rowLength = rowLength
    self.rowsPerBlock = rowsPerBlock ?? ShardLayout.rowsPerBlock(rowLength: rowLength)
    self.padToken = padToken
    self.tokenizerHash = tokenizerHash
    self.configHash = configHash
  }

  package var blockCount: Int { (rowCount + rowsPerBlock - 1) / rowsPerBlock }

  /// The rows of block `block`: `rowsPerBlock`, or what is left in the last.
  package func rows(ofBlock block: Int) -> Range<Int> {
    let start = block * rowsPerBlock
    return start..<min(rowCount, start + rowsPerBlock)
  }

  /// Makes sure that every field has a value the format permits.
  func validate(_ path: String) throws(Fault) {
    func check(
      _ holds: Bool, _ expected: String, _ found: some CustomStringConvertible
    ) throws(Fault) {
      guard holds else {
        throw Fault(
          .malformed, path, .header, expected: expected, found: found.description)
      }
    }
    try check(
      DataSetName.isSplit(split), "a split of 1 to 16 of a-z, 0-9, _ and -", "\"\(split)\"")
    try check(
      ShardLayout.rowLengths.contains(rowLength),
      "a row length of \(ShardLayout.rowLengths.lowerBound) to "
        + "\(ShardLayout.rowLengths.upperBound)", rowLength)
    try check(
      ShardLayout.rowCounts.contains(rowCount),
      "\(ShardLayout.rowCounts.lowerBound) to \(ShardLayout.rowCounts.upperBound) rows",
      rowCount)
    try check(
      rowsPerBlock >= 1 && rowsPerBlock <= ShardLayout.blockTokenLimit / rowLength,
      "blocks of 1 row to \(ShardLayout.blockTokenLimit) tokens", "\(rowsPerBlock) rows")
    try check(
      firstRow <= UInt64(Int.max) - UInt64(rowCount), "a row number below 2^63", firstRow)
    try check(
      padToken < TokenPlanes.tokenLimit, "a pad token below \(TokenPlanes.tokenLimit)", padToken)
  }

  /// The frame's bytes.
  func encoded() -> [UInt8] {
    var fields = ByteFields()
    fields.append(ShardLayout.headerFrameMagic)
    fields.append(UInt32(Self.bodyByteCount))
    fields.append(utf8: ShardLayout.magic)
    fields.append(ShardLayout.majorVersion)
    fields.append(ShardLayout.minorVersion)
    fields.append(UInt32(0))
    fields.append(UInt32(rowLength))
    fields.append(UInt32(rowCount))
    fields.append(UInt32(rowsPerBlock))
    fields.append(ShardLayout.planesEncoding)
    fields.append(UInt16(0))
    fields.append(padToken)
    fields.append(UInt32(0))
    fields.append(firstRow)
    fields.append(utf8: split)
    fields.bytes.append(
      contentsOf: repeatElement(0, count: Self.splitByteCount - split.utf8.count))
    fields.bytes.append(contentsOf: tokenizerHash.bytes)
    fields.bytes.append(contentsOf: configHash.bytes)
    fields.appendHash(from: ShardLayout.frameHeaderByteCount)
    return fields.bytes
  }

  /// Reads the frame that `encoded` made.
  ///
  /// - Throws: `notThisFormat` for other magic numbers, `unsupportedVersion` for another major
  ///   version, `checksum`, or `malformed` for a value outside its range.
  init(_ bytes: Span<UInt8>, _ path: String) throws(Fault) {
    var cursor = FieldCursor(bytes, path, .header)
    let frameMagic: UInt32 = try cursor.integer()
    let byteCount: UInt32 = try cursor.integer()
    guard try cursor.isNext(ShardLayout.magic), frameMagic == ShardLayout.headerFrameMagic else {
      throw Fault(
        .notThisFormat, path, .header, expected: "a skippable frame with \(ShardLayout.magic)",
        found: "other bytes")
    }
    let major: UInt16 = try cursor.integer()
    let _: UInt16 = try cursor.integer()
    guard major == ShardLayout.majorVersion else {
      throw Fault(
        .unsupportedVersion, path, .header, expected: "major version \(ShardLayout.majorVersion)",
        found: "\(major)")
    }
    guard byteCount == Self.bodyByteCount else {
      throw Fault(
        .malformed, path, .header, expected: "\(Self.bodyByteCount) bytes",
        found: "\(byteCount)")
    }
    let flags: UInt32 = try cursor.integer()
    rowLength = Int(try cursor.integer(UInt32.self))
    rowCount = Int(try cursor.integer(UInt32.self))
    rowsPerBlock = Int(try cursor.integer(UInt32.self))
    let encoding: UInt16 = try cursor.integer()
    let unused: UInt16 = try cursor.integer()
    padToken = try cursor.integer()
    let unused2: UInt32 = try cursor.integer()
    firstRow = try cursor.integer()
    let name = try cursor.array(Self.splitByteCount)
    split = String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
    let tokenizer = Fingerprint(try cursor.array(Fingerprint.byteCount))
    let config = Fingerprint(try cursor.array(Fingerprint.byteCount))
    tokenizerHash = tokenizer ?? .none
    configHash = config ?? .none
    // The hash before the values: a flipped bit is damage, not a strange option.
    try cursor.verifyHash(from: ShardLayout.frameHeaderByteCount)
    try cursor.end()
    guard flags == 0, encoding == ShardLayout.planesEncoding, unused == 0, unused2 == 0,
      name.drop(while: { $0 != 0 }).allSatisfy({ $0 == 0 })
    else {
      throw Fault(
        .malformed, path, .header, expected: "no flags, encoding 1 and unused bytes of zero",
        found: "flags \(flags), encoding \(encoding), or bytes that are not zero")
    }
    try validate(path)
  }
}

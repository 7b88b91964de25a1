import ByteIO

/// The numbers and frames of docs/FORMAT.md, "Plan".
package enum PlanLayout {
  package static let magic = "PREPPLAN"
  static let indexMagic = "PREPPIDX"
  static let endMagic = "PREPPEND"
  static let majorVersion: UInt16 = 1
  static let minorVersion: UInt16 = 0
  static let headerFrameMagic: UInt32 = 0x184D_2A50
  static let indexFrameMagic: UInt32 = 0x184D_2A51
  static let trailerFrameMagic: UInt32 = 0x184D_2A52
  static let headerByteCount = 32
  static let trailerByteCount = 24
  static let recordsPerSection = 65_536
  static let rowsPerSection = 8192
  /// A section of rows is closed once it holds this many pieces.
  static let piecesPerSection = 262_144
  /// What the columns of a section of rows may take: one row more than `piecesPerSection` allows,
  /// of a piece a token.
  static let rowByteLimit = 1 << 24
  /// Numbers of dispositions below stand for splits, those from here on for reasons.
  static let rejectedCode: UInt32 = 256
  static let frameHeaderByteCount = 8

  /// The first frame's bytes.
  static func header() -> [UInt8] {
    var fields = ByteFields()
    fields.append(headerFrameMagic)
    fields.append(UInt32(headerByteCount - frameHeaderByteCount))
    fields.append(utf8: magic)
    fields.append(majorVersion)
    fields.append(minorVersion)
    fields.append(UInt32(0))
    fields.appendHash(from: frameHeaderByteCount)
    return fields.bytes
  }

  /// Makes sure that `bytes` are those of `header()`, of whatever minor version.
  static func checkHeader(_ bytes: Span<UInt8>, _ path: String) throws(Fault) {
    var cursor = FieldCursor(bytes, path, .header)
    let frameMagic: UInt32 = try cursor.integer()
    let length: UInt32 = try cursor.integer()
    guard try cursor.isNext(magic), frameMagic == headerFrameMagic else {
      throw Fault(
        .notThisFormat, path, .header, expected: "a skippable frame with \(magic)",
        found: "other bytes")
    }
    let major: UInt16 = try cursor.integer()
    let _: UInt16 = try cursor.integer()
    guard major == majorVersion else {
      throw Fault(
        .unsupportedVersion, path, .header, expected: "major version \(majorVersion)",
        found: "\(major)")
    }
    let flags: UInt32 = try cursor.integer()
    try cursor.verifyHash(from: frameHeaderByteCount)
    guard flags == 0, Int(length) == headerByteCount - frameHeaderByteCount else {
      throw Fault(
        .malformed, path, .header,
        expected: "no flags and \(headerByteCount - frameHeaderByteCount) bytes",
        found: "flags \(flags) and \(length) bytes")
    }
  }
}

/// All formats that are refused at once.
///
/// To add one: its value here.
package enum ForeignFormats {
  package static let all: [ForeignFormat] = [
    ForeignFormat(
      "xz", beginsWith: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00],
      advice: "decompress it, or pipe xz -dc into standard input (-)"),
    ForeignFormat(
      "bzip2", beginsWith: [0x42, 0x5A, 0x68, nil, 0x31, 0x41],
      advice: "decompress it, or pipe bzip2 -dc into standard input (-)"),
    ForeignFormat("zip", beginsWith: [0x50, 0x4B, 0x03, 0x04], advice: "unpack it"),
    ForeignFormat("Parquet", beginsWith: Array("PAR1".utf8), advice: "convert it to JSON Lines"),
    ForeignFormat("Arrow", beginsWith: Array("ARROW1".utf8), advice: "convert it to JSON Lines"),
    // A byte order mark and two characters of ASCII, as some shells write with `>`.
    ForeignFormat(
      "UTF-16", beginsWith: [0xFF, 0xFE, nil, 0x00, nil, 0x00],
      [0xFE, 0xFF, 0x00, nil, 0x00, nil], advice: "convert it with iconv -f UTF-16 -t UTF-8"),
  ]

  /// The format whose files begin with `magic`; nil for what is read or may be damaged text.
  static func format(of magic: Span<UInt8>) -> ForeignFormat? {
    all.first { $0.claims(magic) }
  }
}

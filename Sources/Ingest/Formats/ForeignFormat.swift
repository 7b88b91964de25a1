/// File formats that are not read, told by their first bytes.
///
/// As text they would give thousands of rejected lines; told at once, they are one error.
package enum ForeignFormat: String, Sendable, CaseIterable {
  case xz, bzip2, zip
  case parquet = "Parquet"
  case arrow = "Arrow"
  case utf16 = "UTF-16"

  /// The bytes that files of the format begin with; nil stands for any byte.
  private var signatures: [[UInt8?]] {
    switch self {
    case .xz: [[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]]
    case .bzip2: [[0x42, 0x5A, 0x68, nil, 0x31, 0x41]]
    case .zip: [[0x50, 0x4B, 0x03, 0x04]]
    case .parquet: [Array("PAR1".utf8)]
    case .arrow: [Array("ARROW1".utf8)]
    // A byte order mark and two characters of ASCII, as some shells write with `>`.
    case .utf16: [[0xFF, 0xFE, nil, 0x00, nil, 0x00], [0xFE, 0xFF, 0x00, nil, 0x00, nil]]
    }
  }

  /// What to do instead; the end of a message.
  var advice: String {
    switch self {
    case .xz: "decompress it, or pipe xz -dc into standard input (-)"
    case .bzip2: "decompress it, or pipe bzip2 -dc into standard input (-)"
    case .zip: "unpack it"
    case .parquet, .arrow: "convert it to JSON Lines"
    case .utf16: "convert it with iconv -f UTF-16 -t UTF-8"
    }
  }

  /// The format whose files begin with `magic`; nil for what is read or may be damaged text.
  init?(magic: Span<UInt8>) {
    func begins(_ signature: [UInt8?]) -> Bool {
      magic.count >= signature.count
        && signature.indices.allSatisfy { signature[$0] == nil || signature[$0] == magic[$0] }
    }
    let format = Self.allCases.first { $0.signatures.contains(where: begins) }
    guard let format else { return nil }
    self = format
  }
}

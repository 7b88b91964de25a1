/// How an input's bytes are stored; told by its first bytes and never by its name.
package enum InputCompression: String, Sendable, CaseIterable {
  case plain, gzip, zstd

  /// The first bytes needed to tell, from formats that are refused too.
  static let magicByteCount = ForeignFormat.beginningByteCount

  /// Tells by the first bytes, of which there may be fewer than `magicByteCount` in a short file.
  ///
  /// Gzip: RFC 1952, section 2.3.1. Zstandard: RFC 8878, sections 3.1.1 and 3.1.2 (skippable).
  init(magic: Span<UInt8>) {
    func begins(_ bytes: [UInt8]) -> Bool {
      guard magic.count >= bytes.count else { return false }
      return bytes.indices.allSatisfy { magic[$0] == bytes[$0] }
    }
    if begins([0x1F, 0x8B]) {
      self = .gzip
    } else if begins([0x28, 0xB5, 0x2F, 0xFD])
      || magic.count >= 4 && magic[0] & 0xF0 == 0x50 && magic[1] == 0x2A && magic[2] == 0x4D
        && magic[3] == 0x18
    {
      self = .zstd
    } else {
      self = .plain
    }
  }
}

import CXXHash

/// An XXH3 hash of 128 bits.
///
/// Written as 32 hexadecimal digits, high half first, as `xxhsum -H2` prints it. It finds damage;
/// it is no protection against someone who wants two files to be equal.
package struct Hash128: Hashable, Sendable {
  package var low: UInt64
  package var high: UInt64

  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  init(_ hash: cprep_hash128) {
    self.init(low: hash.low, high: hash.high)
  }

  /// The hash of `bytes`.
  package init(of bytes: Span<UInt8>) {
    // SAFETY: pointer and count come from one span.
    self = unsafe bytes.withUnsafeBufferPointer {
      unsafe Hash128(cprep_xxh3_128($0.baseAddress, $0.count))
    }
  }

  /// The hash of `words` as eight little-endian bytes each.
  package init(ofWords words: [UInt64]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * words.count)
    for word in words {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    self.init(of: bytes.span)
  }

  /// Reads 32 lower-case hexadecimal digits; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == 32,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(low: low, high: high)
  }
}

extension Hash128: CustomStringConvertible {
  package var description: String { Self.digits(high) + Self.digits(low) }

  /// 16 hexadecimal digits of `value`.
  package static func digits(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The XXH3 hash of 64 bits: one word a block in shards.
package enum Hash64 {
  /// The hash of `bytes`.
  package static func of(_ bytes: Span<UInt8>) -> UInt64 {
    // SAFETY: pointer and count come from one span.
    unsafe bytes.withUnsafeBufferPointer { unsafe cprep_xxh3_64($0.baseAddress, $0.count) }
  }
}

/// A 128-bit hash that is fed piece by piece; equal to the hash of all pieces joined.
@safe package struct StreamingHash: ~Copyable, @unchecked Sendable {
  private let state: OpaquePointer

  package init() {
    guard let state = unsafe cprep_xxh3_create() else { fatalError("out of memory") }
    unsafe self.state = state
  }

  deinit {
    unsafe cprep_xxh3_free(state)
  }

  package mutating func update(_ bytes: Span<UInt8>) {
    // SAFETY: pointer and count come from one span; the state lives as long as `self`.
    unsafe bytes.withUnsafeBufferPointer {
      unsafe cprep_xxh3_update(state, $0.baseAddress, $0.count)
    }
  }

  /// The hash of what was fed so far.
  package func digest() -> Hash128 {
    unsafe Hash128(cprep_xxh3_digest128(state))
  }
}

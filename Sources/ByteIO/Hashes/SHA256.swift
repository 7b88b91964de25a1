import CMessageDigest

/// SHA-256 (FIPS 180-4): fingerprints that a person can compare with `sha256sum`.
package enum SHA256 {
  /// The 32 bytes of the hash of `bytes`.
  package static func digest(of bytes: Span<UInt8>) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    // SAFETY: pointer and count come from one span; the digest has the 32 bytes asked for.
    unsafe bytes.withUnsafeBufferPointer { source in
      unsafe digest.withUnsafeMutableBufferPointer { target in
        guard let address = target.baseAddress else { return }
        unsafe cprep_sha256(source.baseAddress, source.count, address)
      }
    }
    return digest
  }

  /// The hash of `bytes` as 64 hexadecimal digits.
  package static func hexDigest(of bytes: Span<UInt8>) -> String {
    digest(of: bytes).reduce(into: "") { text, byte in
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }
}

/// A file format that is not read, told by its first bytes.
///
/// As text it would give thousands of rejected lines; told at once, it is one error. One value in
/// `ForeignFormats.all`.
package struct ForeignFormat: Sendable, Equatable {
  /// The format's name in the error.
  package let name: String
  /// What to do instead; the end of a message.
  let advice: String
  /// Whether a file that begins so is of the format; of a short file it is given all.
  let claims: @Sendable (_ beginning: Span<UInt8>) -> Bool

  /// How many of a file's first bytes are looked at.
  static let beginningByteCount = 512

  init(
    _ name: String, advice: String, claims: @escaping @Sendable (Span<UInt8>) -> Bool
  ) {
    self.name = name
    self.advice = advice
    self.claims = claims
  }

  /// A format whose files have certain bytes, of which there may be several kinds; nil stands for any
  /// byte.
  init(
    _ name: String, at offset: Int = 0, has signatures: [UInt8?]..., advice: String
  ) {
    self.init(name, advice: advice) { beginning in
      signatures.contains { signature in
        beginning.count >= offset + signature.count
          && signature.indices.allSatisfy {
            signature[$0] == nil || signature[$0] == beginning[offset + $0]
          }
      }
    }
  }

  package static func == (left: ForeignFormat, right: ForeignFormat) -> Bool {
    left.name == right.name
  }
}

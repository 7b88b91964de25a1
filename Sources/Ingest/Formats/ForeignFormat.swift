/// A file format that is not read, told by its first bytes.
///
/// As text it would give thousands of rejected lines; told at once, it is one error. One value in
/// `ForeignFormats.all`.
package struct ForeignFormat: Sendable, Equatable {
  /// The format's name in the error.
  package let name: String
  /// The bytes that files of the format begin with, of which there may be several kinds; nil stands
  /// for any byte.
  ///
  /// At most `InputCompression.magicByteCount` bytes.
  let signatures: [[UInt8?]]
  /// What to do instead; the end of a message.
  let advice: String

  init(_ name: String, beginsWith signatures: [UInt8?]..., advice: String) {
    self.name = name
    self.signatures = signatures
    self.advice = advice
  }

  /// Whether a file with these first bytes is of the format.
  func claims(_ magic: Span<UInt8>) -> Bool {
    signatures.contains { signature in
      magic.count >= signature.count
        && signature.indices.allSatisfy { signature[$0] == nil || signature[$0] == magic[$0] }
    }
  }
}

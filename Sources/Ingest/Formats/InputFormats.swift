/// All formats of input, in the order in which they are tried.
///
/// To add one: a file with its value, and its line here.
package enum InputFormats {
  package static let all: [InputFormat] = [
    .array,
    .objects,
    .lines,
  ]

  /// The last one claims whatever no other does, so that all that is wrong with it has a place.
  static var fallback: InputFormat { all[all.count - 1] }

  /// Decompressed bytes that are looked at to tell a format.
  package static let longestBeginning = 1 << 16

  /// The first format that claims an input of that beginning.
  ///
  /// - Parameter isAll: Whether no more bytes are looked at: what cannot tell by then claims nothing.
  /// - Returns: Nil where more bytes are needed to tell; never where `isAll`.
  package static func format(of beginning: Span<UInt8>, isAll: Bool) -> InputFormat? {
    for format in all {
      switch format.claims(beginning) {
      case true?: return format
      case false?: continue
      case nil: if !isAll { return nil }
      }
    }
    return fallback
  }
}

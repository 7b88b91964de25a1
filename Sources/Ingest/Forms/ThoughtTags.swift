/// `<think>…</think>` at the beginning of an answer, as models that think aloud write it.
enum ThoughtTags {
  private static let opening = Array("<think>".utf8)
  private static let closing = Array("</think>".utf8)

  /// Splits the text that is `text` from `start` on, after white space at its beginning.
  ///
  /// - Returns: Where the thought lies, without white space at its ends, and where the rest begins,
  ///   after white space; nil where the text does not begin with one, or it does not end.
  /// - Complexity: O(1) for a text that does not begin so, else O(the thought's bytes).
  static func split(_ text: [UInt8], from start: Int) -> (thought: Range<Int>, rest: Int)? {
    // Nearly every answer begins with a visible ASCII character, and no tag.
    guard start < text.count else { return nil }
    if (0x21...0x7E).contains(text[start]), text[start] != opening[0] { return nil }
    let first = start + TextRules.spaceByteCount(text[start...])
    guard text[first...].starts(with: opening) else { return nil }
    let inside = first + opening.count
    var end = inside
    while let next = text[end...].firstIndex(of: closing[0]) {
      if text[next...].starts(with: closing) {
        let rest = next + closing.count
        return (
          trimmed(text, inside..<next), rest + TextRules.spaceByteCount(text[rest...])
        )
      }
      end = next + 1
    }
    return nil
  }

  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, JSONBytes.isSpace(text[first]) { range.removeFirst() }
    while let last = range.last, JSONBytes.isSpace(text[last]) { range.removeLast() }
    return range
  }
}

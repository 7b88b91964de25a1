/// `<think>…</think>` at the beginning of an answer, as models that think aloud write it.
enum ThoughtTags {
  private static let opening = Array("<think>".utf8)
  private static let closing = Array("</think>".utf8)

  /// Splits the text that is `text` from `start` on, after white space at its beginning.
  ///
  /// - Returns: Where the thought lies, without white space at its ends; nil where the text does not
  ///   begin with one, or it does not end. And where the rest
  ///   begins, after white space, which is `start` then.
  /// - Complexity: O(1) for a text that does not begin so, else O(the thought's bytes).
  static func split(_ text: [UInt8], from start: Int) -> (thought: Range<Int>?, rest: Int) {
    var first = start
    while first < text.count, JSONBytes.isSpace(text[first]) { first += 1 }
    guard text[first...].starts(with: opening) else { return (nil, start) }
    let inside = first + opening.count
    var end = inside
    while end < text.count {
      guard let next = text[end...].firstIndex(of: closing[0]) else { break }
      if text[next...].starts(with: closing) {
        let rest = trimmed(text, (next + closing.count)..<text.count)
        return (trimmed(text, inside..<next), rest.lowerBound)
      }
      end = next + 1
    }
    return (nil, start)
  }

  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, JSONBytes.isSpace(text[first]) { range.removeFirst() }
    while let last = range.last, JSONBytes.isSpace(text[last]) { range.removeLast() }
    return range
  }
}

/// A text of any length, cut to what there is room for, in Unicode scalars.
struct CutText {
  private(set) var head: String
  private(set) var leftOutCount: Int
  private(set) var tail: String

  /// Keeps the first `head` characters and the last `tail` of a text that has more than both.
  init(_ text: String, head: Int, tail: Int = 0) {
    let scalars = text.unicodeScalars
    let count = scalars.count
    guard count > head + tail else {
      (self.head, leftOutCount, self.tail) = (text, 0, "")
      return
    }
    self.head = String(String.UnicodeScalarView(scalars.prefix(head)))
    self.tail = String(String.UnicodeScalarView(scalars.suffix(tail)))
    leftOutCount = count - head - tail
  }

  var shownCount: Int { head.unicodeScalars.count + tail.unicodeScalars.count }

  /// The text, with how much of it is not there.
  var html: HTML {
    guard leftOutCount > 0 else { return HTML(text: head) }
    let note: HTML = """
      <span class="cut">\(Figures.count(leftOutCount)) characters not shown</span>
      """
    return HTML(text: head) + note + HTML(text: tail)
  }
}

/// A text of any length, cut to what there is room for.
///
/// Room is counted in characters (Unicode scalars), of which a line end takes as many as a short line:
/// else a text of line ends alone would fill screens.
struct CutText {
  private(set) var head: String
  private(set) var leftOutCount: Int
  private(set) var tail: String
  /// The room that is taken.
  private(set) var size: Int

  private static let lineSize = 40

  /// Keeps what fits into `head` from the beginning and into `tail` at the end of a text that does not
  /// fit whole.
  init(_ text: String, head: Int, tail: Int = 0) {
    let scalars = text.unicodeScalars
    let size = Self.size(of: scalars)
    guard size > head + tail else {
      (self.head, leftOutCount, self.tail, self.size) = (text, 0, "", size)
      return
    }
    let first = scalars.prefix(Self.count(of: scalars, fitting: head))
    let rest = scalars[first.endIndex...]
    let last = rest.suffix(Self.count(of: rest.reversed(), fitting: tail))
    self.head = String(String.UnicodeScalarView(first))
    self.tail = String(String.UnicodeScalarView(last))
    leftOutCount = rest.count - last.count
    self.size = Self.size(of: first) + Self.size(of: last)
  }

  /// The text, with how much of it is not there.
  var html: HTML {
    guard leftOutCount > 0 else { return HTML(text: head) }
    let note: HTML = """
      <span class="cut">\(Figures.count(leftOutCount)) characters not shown</span>
      """
    return HTML(text: head) + note + HTML(text: tail)
  }

  private static func size(of scalar: Unicode.Scalar) -> Int { scalar == "\n" ? lineSize : 1 }

  private static func size(of scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + size(of: $1) }
  }

  /// How many of the first scalars fit into `room`.
  private static func count(of scalars: some Sequence<Unicode.Scalar>, fitting room: Int) -> Int {
    var (count, left) = (0, room)
    for scalar in scalars {
      left -= size(of: scalar)
      guard left >= 0 else { break }
      count += 1
    }
    return count
  }
}

/// HTML that holds no markup but what stands in this project's sources.
///
/// Literals are taken as they are; whatever is put into one by interpolation is a value: shown as
/// `VisibleText` shows it, and escaped for text and for attributes between quotation marks. Only what
/// is `HTML` already goes in as it is. So no name, text or figure of a data set can begin an element,
/// leave an attribute or turn a line around. Values have no place in scripts, styles, comments and
/// attributes without quotation marks, where other rules hold; no section puts any there.
struct HTML: Equatable, Sendable {
  /// The characters that are written.
  private(set) var characters: String

  /// A text of any number of lines, of which line ends and tabs stay.
  init(text: String) { characters = Self.escaped(VisibleText.of(text)) }

  private init(trusted characters: String) { self.characters = characters }

  /// The content of an element whose text is not parsed: a style or script of this package.
  ///
  /// Its bytes must be those that the page's policy names, so nothing is escaped.
  init(_ asset: ReportAsset) { self.init(trusted: asset.text) }

  var isEmpty: Bool { characters.isEmpty }

  static func + (left: HTML, right: HTML) -> HTML {
    HTML(trusted: left.characters + right.characters)
  }

  static func += (left: inout HTML, right: HTML) { left.characters += right.characters }

  /// Escapes what begins markup or ends an attribute's value (HTML, section 13.1.2).
  private static func escaped(_ text: String) -> String {
    let special = "&<>\"'".utf8
    // Nearly all text is this, and to look is cheaper than to copy.
    guard text.utf8.contains(where: { special.contains($0) }) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension HTML: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self.init(trusted: value) }

  init(stringInterpolation: Interpolation) { self = stringInterpolation.html }

  /// Pieces under way.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var html: HTML = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { html.characters += literal }

    mutating func appendInterpolation(_ piece: HTML) { html += piece }

    mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { html += piece } }

    /// A name or a value, on one line: line ends and tabs in it are shown.
    mutating func appendInterpolation(_ value: some Any) {
      html.characters += HTML.escaped(VisibleText.line(String(describing: value)))
    }
  }
}

extension [HTML] {
  /// All of them, one after the other.
  func joined() -> HTML { reduce(into: "") { $0 += $1 } }
}

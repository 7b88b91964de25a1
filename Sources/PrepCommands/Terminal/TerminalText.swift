/// Text for a person to read on a terminal, which obeys nothing in it but what this file puts there.
///
/// Whatever is made into one, or put into one by interpolation, goes through `VisibleText`; only
/// colours and the erasing of a line, which are added here, hold control characters. A value that is
/// put in stays on its line: only literals, and a whole text of lines, end one, so that no name can
/// begin a line that looks like a message of its own. Standard output and standard error take text
/// for people as this type alone, so that no message can pass by the filter.
struct TerminalText: Equatable, Sendable {
  /// The characters that are written.
  private(set) var characters: String

  /// A text of any number of lines: what is to be shown as it is, or was put together of lines.
  init(_ text: String) { characters = VisibleText.of(text) }

  private init(trusted characters: String) { self.characters = characters }

  /// Clears the line the cursor is in and goes to its start (ECMA-48 EL).
  static let eraseLine = TerminalText(trusted: "\r\u{1B}[K")

  /// A way to show text (ECMA-48 SGR).
  enum Look: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case faintGreen = "2;32"
  }

  /// The text in that look: every line by itself, so that a pager which shows a part has it too.
  func shown(as look: Look) -> TerminalText {
    TerminalText(
      trusted: characters.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "\u{1B}[\(look.rawValue)m\($0)\u{1B}[0m" }
        .joined(separator: "\n"))
  }

  var isEmpty: Bool { characters.isEmpty }

  static func + (left: TerminalText, right: TerminalText) -> TerminalText {
    TerminalText(trusted: left.characters + right.characters)
  }

  static func += (left: inout TerminalText, right: TerminalText) {
    left.characters += right.characters
  }
}

extension TerminalText: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self.init(value) }

  init(stringInterpolation: Interpolation) { self = stringInterpolation.text }

  /// Pieces under way.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text: TerminalText = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { text += TerminalText(literal) }

    mutating func appendInterpolation(_ piece: TerminalText) { text += piece }

    /// A name or a value, on the line it is in: line ends and tabs in it are shown.
    mutating func appendInterpolation(_ value: some Any) {
      text += TerminalText(trusted: VisibleText.line(String(describing: value)))
    }
  }
}

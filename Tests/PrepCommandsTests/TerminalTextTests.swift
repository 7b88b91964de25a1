import ByteIO
import Foundation
import Testing

@testable import PrepCommands

/// The one filter between strangers' text and a terminal.
@Suite struct TerminalTextTests {
  /// Whether a terminal would obey, hide or turn around a scalar: from the Unicode properties and
  /// ECMA-48, not from the filter's own list.
  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: return scalar != "\n" && scalar != "\t"
    case .lineSeparator, .paragraphSeparator: return true
    // Joiners, the soft hyphen, and signs that enclose the digits of several scripts are writing.
    case .format:
      let isWriting =
        scalar == "\u{200C}" || scalar == "\u{200D}" || scalar == "\u{AD}"
        || (0x600...0x605).contains(scalar.value)
        || [0x6DD, 0x70F, 0x890, 0x891, 0x8E2]
          .contains(scalar.value)
        || (0x110BD...0x1D17A).contains(scalar.value)
      return !isWriting
    default: return (0xE0000...0xE0FFF).contains(scalar.value)
    }
  }

  private static let allScalars = (0...0x10FFFF as ClosedRange<UInt32>)
    .compactMap { Unicode.Scalar($0) }

  @Test func everyDangerousScalarIsShownAndEveryOtherStays() {
    let wrong = Self.allScalars.filter { scalar in
      let text = VisibleText.of(String(scalar))
      let isFileNameByte = (0xEF80...0xEFFF).contains(scalar.value)
      let isReserved = (0x2060...0x206F).contains(scalar.value)
      let isGood =
        Self.isDangerous(scalar) || isFileNameByte || isReserved
        ? text.utf8.count > 1 && !text.unicodeScalars.contains(scalar)
          && text.unicodeScalars.allSatisfy { !Self.isDangerous($0) }
        : text.unicodeScalars.elementsEqual([scalar])
      // Shown text stays as it is when it is shown again.
      return !isGood || VisibleText.of(text) != text
    }
    #expect(wrong == [])
  }

  @Test func whatIsShownSaysWhatWasThere() {
    #expect(VisibleText.of("\u{1B}]0;x\u{7}\r") == "␛]0;x␇␍")
    #expect(VisibleText.of("\u{7F}\u{9B}2J\u{202E}\u{2028}") == "␡<U+009B>2J<U+202E><U+2028>")
    #expect(VisibleText.of("a\u{E0041}b") == "a<U+E0041>b")
    #expect(VisibleText.of("two\nlines\tand \r\n") == "two\nlines\tand ␍\n")
    #expect(VisibleText.line("two\nlines\r\n\t") == "two␊lines␍␊␉")
    #expect(VisibleText.of("می‌خواهم 👩‍🚀 ❤️ naïve 東京") == "می‌خواهم 👩‍🚀 ❤️ naïve 東京")
    #expect(VisibleText.of(FileName.text(of: [0x61, 0xE9, 0x9B])) == "a\\xE9\\x9B")
  }

  @Test func onlyColoursAndEraseHoldControls() {
    let name = "\u{1B}[2J"
    let lines = "a\nb"
    let text: TerminalText = "\(name) \(TerminalText("x\ny\u{9B}").shown(as: .red)) \(lines)"
    #expect(text.characters == "␛[2J \u{1B}[31mx\u{1B}[0m\n\u{1B}[31my<U+009B>\u{1B}[0m a␊b")
    #expect((.eraseLine + TerminalText("\u{1B}")).characters == "\r\u{1B}[K␛")
    // A value that is put in ends no line; a text of lines and literals do.
    #expect(("\(lines as String?)\n" as TerminalText).characters == "Optional(\"a\\nb\")\n")
    #expect(("\(lines[...])\t\n" as TerminalText).characters == "a␊b\t\n")
    #expect(TerminalText(lines).characters == "a\nb")
    var sum: TerminalText = "\u{1B}"
    sum += "\r"
    #expect(sum == "␛␍")
  }

  @Test func escapedJSONHasTheSameValueAndNothingDangerous() throws {
    let all = String(
      String.UnicodeScalarView(Self.allScalars.filter { Self.isDangerous($0) || $0.value < 0x100 }))
    let value: JSONValue = [all: [.string(all), "plain"]]
    for text in [JSONWriter.line(value), JSONWriter.pages(value)] {
      let escaped = VisibleText.json(text)
      #expect(escaped.unicodeScalars.allSatisfy { !Self.isDangerous($0) })
      #expect(try JSONReader(parsing: Array(escaped.utf8).span).value == value)
    }
    let name = #"{"file":"\#(FileName.text(of: [0xE9]))"}"#
    #expect(VisibleText.json(name) == name)
  }
}

import Testing

@testable import PrepCommands

/// What comes from data is text in a page, and nothing else.
@Suite struct HTMLTests {
  /// The basic plane, and the tags of plane 14.
  private static let scalars = (Array(0...0xFFFF) + Array(0xE0000...0xE0FFF) as [UInt32])
    .compactMap { Unicode.Scalar($0) }

  /// The characters that begin markup, a reference or the end of an attribute's value.
  private static let special: [Unicode.Scalar: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
  ]

  @Test func everyValueIsEscapedAndMadeVisible() {
    let wrong = Self.scalars.filter { scalar in
      let value = String(scalar)
      let html: HTML = "\(value)"
      return html.characters
        != VisibleText.line(value).unicodeScalars
        .map { Self.special[$0] ?? String($0) }.joined()
    }
    #expect(wrong == [])
  }

  @Test func aTextKeepsItsLineEndsAndNothingElseThatIsObeyed() {
    let text = HTML(text: "a\n\tb<c>\u{202E}\u{0}\r'&\"")
    #expect(text.characters == "a\n\tb&lt;c&gt;&lt;U+202E&gt;␀␍&#39;&amp;&quot;")
  }

  @Test func markupIsWhatStandsInLiterals() {
    let value = "\"><script>alert(1)</script>"
    let inner: HTML = "<b title=\"\(value)\">\(value)</b>"
    let outer: HTML = "<p>\(inner)\([inner, "<i>"])\(7)\(["<"])</p>"
    let shown = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    let expected = "<b title=\"\(shown)\">\(shown)</b>"
    #expect(inner.characters == expected)
    #expect(
      outer.characters == "<p>\(expected)\(expected)<i>7[&quot;&lt;&quot;]</p>")
    #expect((inner + outer).characters == inner.characters + outer.characters)
  }

  @Test func aValueStaysOnItsLineAndANameIsCut() {
    #expect(("\("a\nb\tc")" as HTML).characters == "a␊b␉c")
    let name = HTML.name(String(repeating: "<", count: 100_000)).characters
    #expect(name.utf8.count < 2000)
    #expect(name.hasPrefix("<bdi>&lt;&lt;"))
    #expect(name.hasSuffix("</bdi>"))
  }

  @Test func aLongTextSaysHowMuchOfItIsLeftOut() {
    let text = String(repeating: "a", count: 10) + "<" + String(repeating: "b", count: 10)
    #expect(CutText(text, head: 21).html.characters == HTML(text: text).characters)
    let cut = CutText(text, head: 11, tail: 2)
    #expect(cut.leftOutCount == 8)
    #expect(cut.size == 13)
    #expect(cut.html.characters.hasPrefix("aaaaaaaaaa&lt;<span"))
    #expect(cut.html.characters.contains("8 characters not shown"))
    #expect(cut.html.characters.hasSuffix("bb"))
    let lines = CutText(String(repeating: "\n", count: 100), head: 100, tail: 60)
    #expect(lines.head == "\n\n")
    #expect(lines.tail == "\n")
    #expect(lines.leftOutCount == 97)
  }
}

import Records
import TestSupport
@testable import Planner
import Testing

/// Which records count as asking the same.
@Suite struct PromptHashTests {
  private static func hash(
    _ messages: (Role, String)..., form: RecordForm = .messages
  ) -> UInt64 {
    var batch = ConversationBatch()
    for (role, text) in messages {
      batch.messages.append(
        .init(role: role, textStart: batch.text.count, textCount: text.utf8.count))
      batch.text.append(contentsOf: text.utf8)
    }
    batch.records.append(
      .init(
        origin: RecordOrigin(segment: 0, line: 0, unitByteOffset: 0, byteCount: 0), form: form,
        messages: 0..<messages.count, source: 0))
    return PromptHash.of(record: 0, in: batch)
  }

  @Test func caseAndWhiteSpaceDoNotCount() {
    let hash = Self.hash((.user, "What is a river?"), (.assistant, "Water."))
    #expect(hash == Self.hash((.user, "  what IS\n\ta  river?\r\n"), (.assistant, "Wet.")))
    #expect(hash != Self.hash((.user, "What is ariver?"), (.assistant, "Water.")))
    #expect(hash != Self.hash((.user, "What is a River? É"), (.assistant, "Water.")))
  }

  /// Text as web pages, other keyboards and other systems have it.
  @Test(
    arguments: [
      ("What is\u{A0}X?", "what is x?"), ("What is\u{3000}X?", "what is x?"),
      ("\u{2003}What\u{2028}\u{85}is X?\u{1680}", "what is x?"), ("STRASSE", "Straße"),
      ("ΟΔΟΣ", "οδος"), ("Οδός", "ΟΔΌΣ"), ("\u{C9}cole", "e\u{301}COLE"), ("ÉCOLE", "école"),
      ("ＡＢ", "ａｂ"), ("\u{1E9E}", "ss"), ("ﬁ", "FI"),
    ])
  func formsOfOneTextAreOne(_ text: String, _ other: String) {
    #expect(Self.hash((.user, text)) == Self.hash((.user, other)))
  }

  @Test(
    arguments: [
      ("Wasser", "Waßer!"), ("a\u{200B}b", "ab"), ("ab", "a b"), ("resume", "résumé"), ("i", "ı"),
    ])
  func otherTextsAreOthers(_ text: String, _ other: String) {
    #expect(Self.hash((.user, text)) != Self.hash((.user, other)))
  }

  /// White space by bytes is that of Unicode's property, for every scalar.
  @Test func whiteSpaceIsUnicodes() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), value < 0x3100 || value % 97 == 0 else { continue }
      var output: [UInt8] = []
      ComparedText.appendFolded(Array("a\(scalar)b".utf8), to: &output)
      let isSpace = scalar.properties.isWhitespace
      #expect(
        output == Array((isSpace ? "a b" : "a\(scalar)b").utf8),
        "\(String(value, radix: 16))")
    }
  }

  /// The short way for ASCII gives what the long one gives, and text folds to itself.
  @Test func theShortWayIsTheLongOne() {
    var random = SeededGenerator(seed: 4)
    let signs = Array("aZ9 \t\n\u{0B}\r.ßéΣ\u{301}\u{A0}".unicodeScalars)
    for _ in 0..<2000 {
      let isASCII = Bool.random(using: &random)
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0...20, using: &random)).map { _ in
            signs[Int.random(in: 0..<(isASCII ? 8 : signs.count), using: &random)]
          }))
      var (short, long, again): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
      ComparedText.append(Array(text.utf8)[...], to: &short)
      ComparedText.appendFolded(ComparedText.folded(Array(text.utf8)[...]), to: &long)
      ComparedText.append(short[...], to: &again)
      #expect(short == long)
      #expect(again == short)
    }
  }

  @Test func onlyTheFirstUserMessageCounts() {
    let hash = Self.hash((.user, "Hi"), (.assistant, "Hello"))
    #expect(hash == Self.hash((.system, "Be kind."), (.user, "Hi"), (.assistant, "Hey")))
    #expect(hash == Self.hash((.user, "Hi"), (.assistant, "Hey"), (.user, "And?")))
    #expect(hash != Self.hash((.user, "Ho"), (.assistant, "Hello")))
  }

  @Test func whereNoUserSpeaksTheFirstMessageCounts() {
    #expect(
      Self.hash((.assistant, "Once"), form: .text) == Self.hash((.assistant, "ONCE "), form: .text))
    #expect(
      Self.hash((.assistant, "Once"), form: .text) != Self.hash((.assistant, "Twice"), form: .text))
  }
}

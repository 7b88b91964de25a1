import Filters
import Records
import TestSupport
import Testing

/// A judgement depends on the text alone.
@Suite struct NeutralityTests {
  /// Texts in every script, and some in none or several.
  private static func texts() throws -> [[UInt8]] {
    let more = [
      "", " ", "1 2 3", "Juan García López Hernández", "B2B SaaS GmbH KPI ROI", "{}();", "🙂🙂",
      "漢字かな", "漢 абв", "абв abc", "\u{301}\u{301}", "x = 漢", "``` код", "\\begin{align} x",
    ]
    return (try Corpus.texts().map(\.text) + more).map { Array($0.utf8) }
  }

  @Test(arguments: ["en", "ja", "zh", "ru", "ar", "hi"])
  func textBeforeChangesNothing(wanted: String) throws {
    let texts = try Self.texts()
    let options = try LanguageOptions(wanted: [wanted])
    let alone = texts.map { text in
      var filter = LanguageFilter(options: options)
      return filter.judgement(on: text.span)
    }
    var filter = LanguageFilter(options: options)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<4000 {
      let index = Int.random(in: texts.indices, using: &generator)
      let text = texts[index]
      let judgement = filter.judgement(on: text.span)
      #expect(judgement == alone[index], "\(String(decoding: text, as: UTF8.self))")
    }
  }

  /// A script whose number is below Latin's was once weighed against the Latin of the text before.
  @Test func hanAfterLatinIsStillChinese() throws {
    var filter = LanguageFilter(options: try LanguageOptions(wanted: ["ja"]))
    let (latin, han) = (Array("Hello there.".utf8), Array("他们不是学生".utf8))
    let first = filter.judgement(on: han.span)
    #expect(first.verdict.language.description == "zh")
    #expect(!first.isKept)
    _ = filter.judgement(on: latin.span)
    let second = filter.judgement(on: han.span)
    #expect(second == first)
  }
}

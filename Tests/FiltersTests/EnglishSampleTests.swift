import Records
import TestSupport
import Testing

@testable import Filters

/// The sample that settles plain English texts, against its slow twin.
@Suite struct EnglishSampleTests {
  static let sentence = "The boats lay still in the light of the evening, and nobody was there. "

  private func expectTwinsAgree(_ text: [UInt8], _ comment: Comment? = nil) {
    var sample = EnglishSample(text.span)
    #expect(sample == EnglishSample.reference(text, all: false), comment)
    sample.addOthers(text.span)
    #expect(sample == EnglishSample.reference(text, all: true), comment)
  }

  private func hasForeignWindow(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return EnglishSample(bytes.span).foreignWindowCount > 0
  }

  private func hasOnlyLatinLeads(_ bytes: [UInt8]) -> Bool {
    LatinScan.hasOnlyLatinLeads(bytes.span)
  }

  @Test func twinsAgreeOnTextsOfEveryShortLength() {
    let text = Array(String(repeating: Self.sentence, count: 8).utf8)
    for byteCount in 0...text.count { expectTwinsAgree(Array(text[..<byteCount]), "\(byteCount)") }
  }

  @Test func twinsAgreeOnRandomWordsAndMarks() {
    var generator = SeededGenerator(seed: 11)
    let parts = [
      "the", "The", "of", "a", "I", "because", "becauses", "example", "@", "[", "`", "{",
    ]
    let ends = [" ", "", "  ", "\n", "'", "é", "—", "1", "\0", "Z", "z"]
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...120, using: &generator) {
        text += (parts.randomElement(using: &generator) ?? "")
        text += (ends.randomElement(using: &generator) ?? "")
      }
      expectTwinsAgree(Array(text.utf8), "\(text)")
    }
  }

  @Test func twinsAgreeOnRandomBytes() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<1000 {
      let byteCount = Int.random(in: 0...700, using: &generator)
      expectTwinsAgree((0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  @Test func everyByteIsALetterOrNotInBoth() {
    for byte in UInt8.min...UInt8.max {
      expectTwinsAgree(Array("the \u{0}th".utf8) + [byte, 0x65, 0x20] + [byte, byte, 0x61])
    }
  }

  @Test func functionWordsAreCountedOnceEach() {
    let bytes = Array("The cat of IT, then a becauses.".utf8)
    let sample = EnglishSample(bytes.span)
    #expect(sample.wordCount == 6)
    #expect(sample.functionWordCount == 4)
    #expect(sample.distinctiveWordCount == 3)
    #expect(sample.foreignWindowCount == 0)
  }

  @Test func windowWithoutEnglishIsSeen() {
    let english = String(repeating: Self.sentence, count: 4)
    let other = String(repeating: "Lorem ipsum dolor sit amet consectetur. ", count: 8)
    #expect(hasForeignWindow(english + other))
    #expect(hasForeignWindow(other + english))
    #expect(hasForeignWindow(english + other + english))
    #expect(!hasForeignWindow(english + english))
  }

  @Test func windowsLieWithinTheText() {
    for byteCount in 0...2000 {
      for all in [false, true] {
        let windows = EnglishSample.windows(of: byteCount, all: all)
        #expect(windows.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= byteCount })
        #expect(windows.contains { $0.lowerBound == 0 })
        #expect(windows.contains { $0.upperBound == byteCount })
        // No byte is looked at twice: a few words must not pass for many.
        let ordered = windows.sorted { $0.lowerBound < $1.lowerBound }
        #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
      }
    }
  }

  @Test func oneWindowWithoutEnglishIsForgivenAndTwoAreNot() {
    let english = String(repeating: Self.sentence, count: 8)
    let table = String(repeating: "| 12 | 3.5 | Lisboa | 88 |\n", count: 8)
    let other = String(repeating: "Lorem ipsum dolor sit amet consectetur. ", count: 16)
    func grounds(_ text: String) -> LanguageVerdict.Grounds {
      var detector = LanguageDetector(wanted: [.english])
      let bytes = Array(text.utf8)
      return detector.verdict(for: bytes.span).grounds
    }
    // The end is one window of five; what is left open is judged by all of its words.
    let sampled = grounds(english + english + table)
    guard case .englishWords = sampled else {
      Issue.record("\(sampled)")
      return
    }
    let halves = EnglishSample(Array((english + other).utf8).span)
    #expect(halves.foreignWindowCount == 1)
    var all = halves
    all.addOthers(Array((english + other).utf8).span)
    #expect(all.foreignWindowCount == 2)
  }

  /// Where no other script can follow, ICU must find none.
  @Test func latinLeadsLeadNoOtherScript() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let pair = Array(String(String.UnicodeScalarView([scalar, scalar])).utf8)
      guard hasOnlyLatinLeads(pair) else { continue }
      var shares = ScriptShares()
      shares.count(pair.span)
      #expect(
        shares.total == shares.letters[ScriptTable.shared.latin],
        "U+\(String(value, radix: 16))")
    }
  }

  @Test func leadOfAnotherScriptIsFoundAtEveryPlace() {
    for place in 0..<100 {
      var text = [UInt8](repeating: UInt8(ascii: "a"), count: 100)
      #expect(hasOnlyLatinLeads(text))
      text[place] = 0xD0
      #expect(!hasOnlyLatinLeads(text))
    }
  }
}

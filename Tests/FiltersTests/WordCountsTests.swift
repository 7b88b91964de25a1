import TestSupport
import Testing

@testable import Filters

@Suite struct WordCountsTests {
  private func counts(_ text: String) -> WordCounts {
    let bytes = Array(text.utf8)
    return WordCounts(bytes.span)
  }

  @Test func wordsAreRunsOfTwoLettersOrMore() {
    #expect(counts("").wordCount == 0)
    #expect(counts("a I x1 2").wordCount == 0)
    #expect(counts("to be “or” not—to be").wordCount == 6)
    #expect(counts("naïve Übung").wordCount == 2)
  }

  @Test func foreignWordsInSmallLettersCountTwiceAndNamesOnce() {
    #expect(counts("wir haben nicht").strongForeignWordCount > 1)
    #expect(counts("Anna Schrödinger").foreignScore == 0)
    #expect(counts("the schön").foreignScore == 2)
    #expect(counts("the schön schön schön").foreignScore == 2)
  }

  @Test func partsOfNamesSayNothingBeforeACapital() {
    #expect(counts("Vincent van Gogh and Charles de Gaulle").foreignWordCount == 0)
    #expect(counts("de la casa").foreignWordCount > 0)
  }

  @Test func endingsOfFileAndHostNamesAreNoWords() {
    #expect(counts("see example.co.kr and main.das").foreignWordCount == 0)
  }

  @Test func capitalsAreJudgedLikeSmallLetters() {
    let small = counts("wir haben es nicht gesehen")
    let large = counts("WIR HABEN ES NICHT GESEHEN")
    #expect(small.foreignScore == large.foreignScore)
    #expect(small.lowercaseWordCount == large.lowercaseWordCount)
  }

  @Test func loanWordsAreEnglish() {
    #expect(counts("sauté the onion in the café").foreignScore == 0)
  }

  @Test func listMarksStandAfterWords() {
    #expect(counts("red, green; blue\n").listMarkCount == 3)
    #expect(counts("3,5 and 1,\n").listMarkCount == 0)
  }

  @Test func accentedCapitalsBeginNames() {
    for name in ["Ōke", "Ärger", "Émile", "Šárka", "Žižek", "Đặng", "Ḥasan"] {
      #expect(counts("the \(name)").foreignScore == 0, "\(name)")
    }
    for word in ["ōke", "ärger", "émile", "šárka", "žižek", "đặng", "ḥasan"] {
      #expect(counts("the \(word)").foreignScore == 2, "\(word)")
    }
  }

  /// Words and marks of ASCII that the two counts might cut or join differently.
  private static let pieces = [
    "the", "a", "s", "'s", "of", "IT", "becauses", "iPhone", "NATO", "Internationally", "METADATA",
    "ABCDEFGHi", "abcdefgh", "Abcdefg", "de", "van", "wir", "geworden", " ", " ", " ", "  ", ", ",
    ";", "\n", ".", "_", "(", ")", "7", "x1", "\0", "@", "[", "`", "{",
  ]

  /// What lets a text of ASCII be judged by its function words alone.
  @Test func functionWordsOfASCIIAreThoseOfTheSample() {
    var random = SeededGenerator(seed: 6)
    for length in 0..<1000 {
      var text = ""
      for _ in 0..<length % 50 { text += Self.pieces.randomElement(using: &random) ?? "" }
      let bytes = Array(text.utf8)
      let counts = WordCounts(bytes.span)
      let sample = EnglishSample(whole: bytes.span)
      #expect(sample.wordCount == counts.wordCount, "\(text)")
      #expect(sample.functionWordCount == counts.functionWordCount, "\(text)")
      #expect(sample.distinctiveWordCount == counts.distinctiveWordCount, "\(text)")
    }
  }
}

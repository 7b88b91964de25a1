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

  /// Words and marks whose bytes the fast count might cut or join wrongly.
  private static let pieces = [
    "the", "a", "s", "'s", "iPhone", "camelCase", "NATO", "Internationally", "METADATA",
    "ABCDEFGHi",
    "abcdefgH", "abcdefgh", "Abcdefg", "straße", "café", "internationalité", "abcdefgé",
    "abcdefghé",
    "abcdefghijklmnoé", "über", "Ärger", "de", "van", "wir", "nicht", "geworden", "zwischen",
    "—", "’", "«", "😀", " ", " ", " ", "  ", ", ", ";", "\n", ".", "_", "(", ")", "7", "x1", "\0",
  ]

  @Test func countsAreThoseOfTheSlowTwin() {
    var random = SeededGenerator(seed: 5)
    for length in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<length % 40 {
        if Int.random(in: 0..<12, using: &random) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        } else {
          bytes += Array(Self.pieces.randomElement(using: &random)?.utf8 ?? "".utf8)
        }
      }
      #expect(WordCounts(bytes.span) == WordCounts.reference(bytes.span), "\(bytes)")
    }
  }

  /// What lets a text of ASCII be judged by its function words alone.
  @Test func functionWordsOfASCIIAreThoseOfTheSample() {
    var random = SeededGenerator(seed: 6)
    let pieces = Self.pieces.filter { $0.utf8.allSatisfy { $0 < 0x80 } } + ["of", "becauses", "IT"]
    for length in 0..<1000 {
      var text = ""
      for _ in 0..<length % 50 { text += pieces.randomElement(using: &random) ?? "" }
      let bytes = Array(text.utf8)
      let counts = WordCounts(bytes.span)
      let sample = EnglishSample(whole: bytes.span)
      #expect(sample.wordCount == counts.wordCount, "\(text)")
      #expect(sample.functionWordCount == counts.functionWordCount, "\(text)")
      #expect(sample.distinctiveWordCount == counts.distinctiveWordCount, "\(text)")
    }
  }

  @Test func wordsAreThoseOfTheSlowTwin() {
    for text in Self.pieces + ["", "abcdefghABC", "aBCDEFGHIJ", "ABCDEFGHIJ", "ABCDEFGHaJ"] {
      let bytes = Array(text.utf8)
      for start in bytes.indices where bytes[start].isASCIILetter {
        let plain = Word(bytes.span, at: start)
        let fast = Word(
          ascii: EightBytes(bytes.span.bytes, at: start), bytes.span.bytes, at: start)
        if let fast, plain.byteCount <= 8 {
          #expect(fast == plain, "\(text) from \(start)")
        } else if let fast {
          // Only the key of a word that a table can hold is looked up.
          #expect(fast.end == plain.end && fast.hasInnerCapital == plain.hasInnerCapital)
          #expect(fast.lowercaseLetterCount == plain.lowercaseLetterCount)
        } else {
          #expect(!plain.isASCII, "\(text) from \(start)")
        }
      }
    }
  }
}

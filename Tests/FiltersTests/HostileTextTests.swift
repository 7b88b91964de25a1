import Filters
import Records
import TestSupport
import Testing

/// Any bytes of any length get an answer, in time linear in the length.
@Suite struct HostileTextTests {
  @Test func everySingleByteGetsAnAnswer() throws {
    for byte in UInt8.min...UInt8.max {
      #expect(try judgement(on: [byte]).isKept)
    }
  }

  @Test func randomBytesGetTheSameAnswerTwice() throws {
    var generator = SeededGenerator(seed: 5)
    for length in [2, 3, 7, 64, 1000, 2047, 2048, 2049, 5000] {
      for _ in 0..<20 {
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(try judgement(on: bytes) == judgement(on: bytes))
      }
    }
  }

  @Test func randomMarksGetAnAnswer() throws {
    var generator = SeededGenerator(seed: 6)
    let marks = Array("`$\\<>[](){}:/@.&;\n ab€я中begin end www https".utf8)
    for _ in 0..<500 {
      let bytes = (0..<200).compactMap { _ in marks.randomElement(using: &generator) }
      #expect(try judgement(on: bytes).verdict.confidence <= 1)
    }
  }

  @Test func controlCharactersAreNoLanguage() throws {
    let bytes = (0..<4096).map { UInt8($0 % 32) }
    #expect(try judgement(on: bytes).verdict.language == .undetermined)
    #expect(try judgement(on: [UInt8](repeating: 0, count: 4096)).isKept)
  }

  @Test func controlCharactersDoNotHideALanguage() throws {
    let text = "Вчера\u{1}мы с друзьями\u{7F}ходили в\u{85}кино и ели мороженое."
    #expect(try judgement(on: text).verdict.language.description == "ru")
  }

  /// Each of these makes a careless search for a closing mark start over at every byte.
  @Test(arguments: [
    "a", "`", "``", "$", "$x", "$$", "\\[", "\\(", "\\begin{align}", "\\begin{x}", "<a", "<", "&",
    "&a", ":", "://", "www.", "@", "a@b", "a@", "я", "中", "the cat ", "\\", "\\(\\[",
  ])
  func halfAMegabyteOfOneThingGetsAnAnswer(_ unit: String) throws {
    let unit = Array(unit.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(500_000 + unit.count)
    while bytes.count < 500_000 { bytes += unit }
    let verdict = try judgement(on: bytes).verdict
    #expect((0...1).contains(verdict.confidence))
  }

  @Test func tenMegabytesGetAnAnswer() throws {
    let sentence = Array("Die Boote lagen “still” im Licht des Abends, $x$ `y`. ".utf8)
    var bytes: [UInt8] = []
    while bytes.count < 10_000_000 { bytes += sentence }
    #expect(try judgement(on: bytes).verdict.language.description == "de")
  }

  @Test func foreignEndOfALongTextIsSeen() throws {
    let english = String(repeating: "The boats lay still in the evening light. ", count: 200)
    let russian = String(repeating: "Лодки неподвижно стояли в вечернем свете. ", count: 200)
    #expect(try judgement(on: english).isKept)
    #expect(try !judgement(on: english + russian).isKept)
  }
}

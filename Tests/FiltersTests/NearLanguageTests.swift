import Records
import TestSupport
import Testing

@testable import Filters

/// Languages that an engine takes for each other, told apart by their most frequent words.
@Suite struct NearLanguageTests {
  /// Each is taken for the other language, and has nothing in it that only that one has.
  @Test(arguments: [
    ("da", "nb", "Hun spiller violin i orkesteret om sommeren."),
    ("nb", "da", "Den er ikke til salg."),
    ("cs", "sk", "Pan Novotny bydlel dvacet let v Banske Bystrici."),
    ("cs", "sk", "Slovenska reka Vah pramenila vysoko v horach."),
    ("mk", "sr", "Рибата се лови од мал чамец."),
    ("mk", "sr", "Сестра ми живее во град до езеро."),
    ("zu", "xh", "Ndiya evenkileni ngomso."),
    ("da", "lb", "Hun ligger i sengen og sover."),
    ("ja", "zh", "東京大学"), ("ja", "zh", "営業時間"), ("ja", "zh", "株式会社"), ("ja", "zh", "人口"),
    ("ja", "zh", "取扱説明書"),
  ])
  func whatMayBeInTheWantedLanguageIsKept(
    _ wanted: String, _ taken: String, _ text: String
  ) throws {
    let own = try judgement(on: text, wanted: [wanted])
    #expect(own.isKept)
    #expect(own.verdict.language == .undetermined)
    #expect(own.why.hasPrefix("taken for \(taken), "), "\(own.why)")
    let other = try judgement(on: text, wanted: ["fr"])
    #expect(other.verdict.language.description == taken)
    #expect(!other.isKept)
  }

  @Test(arguments: [
    ("da", "nb", "Han købte en sykkel av faren min og syklet hjem etterpå."),
    ("sk", "cs", "Když jsem přišel domů, byla už tma a nikdo tam nebyl."),
    ("uk", "ru", "Мы на обед ели борщ и кашу."),
    ("bg", "mk", "Во саботата ќе готвиме."),
    ("pt", "gl", "O meu irmán vive nunha casa pequena preto do mar e traballa no porto."),
    ("ja", "zh", "他们不是学生"), ("ja", "zh", "今天天气很好"), ("ja", "zh", "這是我們的經濟發展計畫"),
  ])
  func whatItsWordsTellApartIsDropped(_ wanted: String, _ found: String, _ text: String) throws {
    let judgement = try judgement(on: text, wanted: [wanted])
    #expect(judgement.verdict.language.description == found)
    #expect(!judgement.isKept)
  }

  @Test func wordsSpeakAgainstALanguageWhereTheEngineDoesNot() throws {
    let text = "Musikken er god, men den er for kort."
    let french = try judgement(on: text, wanted: ["fr"])
    #expect(!french.isKept)
    #expect(french.verdict.language == .undetermined)
    #expect(french.why.hasPrefix("the words are nearer to "), "\(french.why)")
    for wanted in [["da"], ["nb"], ["fr", "da"], ["nn", "de"]] {
      #expect(try judgement(on: text, wanted: wanted).isKept, "\(wanted)")
    }
    // There is no list of Galician words: that a text has none of them says nothing.
    #expect(try judgement(on: text, wanted: ["gl"]).isKept)
    #expect(try judgement(on: text, wanted: ["fr", "gl"]).isKept)
  }

  @Test(arguments: [
    "Juan de la Cruz, Ana del Mar y Luis de los Santos", "Hola, mundo", "la, de, el, los",
    "x = los[y] + del(z);", "2019 2020 2021",
  ])
  func namesAndListsAndCodeAreKeptAsEver(_ text: String) throws {
    #expect(try judgement(on: text, wanted: ["de"]).isKept)
  }

  @Test func englishAloneIsJudgedByItsOwnLists() throws {
    #expect(WantedWords([.english], thresholds: LanguageThresholds()) == nil)
    #expect(WantedWords([], thresholds: LanguageThresholds()) == nil)
  }

  @Test func everyListedWordHasAHashOfItsOwnAndEveryListALanguage() throws {
    var hashes: [UInt64: [UInt8]] = [:]
    for (language, tiers) in TypicalWordLists.all {
      #expect(try LanguageCatalog.language(language).description == language)
      #expect(tiers.count == 4)
      for word in tiers.flatMap({ $0.utf8.split(separator: 0x20) }) {
        let hash = TypicalWords.hash(of: word)
        #expect(hashes[hash, default: Array(word)] == Array(word))
        hashes[hash] = Array(word)
      }
    }
    #expect(hashes.count > 10_000)
  }

  @Test(arguments: [
    "", "a", "De", "DE LA CRUZ", "de la Cruz y los demás", "de la", "Él y ELLA, «él»",
    "l'Île-de-France",
    "Ναι και όχι", "ќе одиме ВО град", "東京大学の学生", "한국어 서울", "İstanbul'da ve İzmir",
    "caf\u{E9} cafe\u{301}", "हम और तुम।", "в том числе и в Москве", "nǐ hǎo  ﬁn ǅ",
    "iPhone van Gogh",
    "la\u{0}la \u{FFFD} de", "Een Twee DRIE het", "the of THE Of",
  ])
  func scoresEqualThoseByThePlainDefinition(_ text: String) {
    let scores = TypicalWordScores(Array(text.utf8).span)
    for (index, language) in TypicalWords.languages.enumerated() {
      let expected = TypicalWordScores.reference(text, for: language.description)
      #expect(scores.all[index] == expected.all, "\(language)")
      #expect(scores.plain[index] == expected.plain, "\(language)")
    }
  }

  @Test func bytesThatAreNoTextHaveScoresToo() {
    let hostile: [[UInt8]] = [
      [0xFF, 0xFE], [0xC3], Array("de".utf8) + [0x80], [0xF0, 0x9F],
      Array(repeating: 0xE3, count: 999),
    ]
    for bytes in hostile {
      let scores = TypicalWordScores(bytes.span)
      #expect(scores.all.allSatisfy { $0 >= 0 && $0 <= 8 })
    }
  }
}

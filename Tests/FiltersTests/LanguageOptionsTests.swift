import ByteIO
import Filters
import Records
import Testing

@Suite struct LanguageOptionsTests {
  @Test func codesAreSortedOnceEachAndAliasesResolved() throws {
    let options = try LanguageOptions(wanted: ["no", "en", "de", "en", "nb"])
    #expect(options.wanted.map(\.description) == ["de", "en", "nb"])
  }

  @Test(arguments: [
    ("english", "en"), ("en-US", "en"), ("jp", "ja"), ("EN", "en"), ("eng", "en"),
    ("zh_Hans", "zh"),
  ])
  func unknownCodeIsAnErrorWithASuggestion(_ found: String, _ suggestion: String) {
    #expect(throws: Fault.unknownLanguage(found: found, suggestion: suggestion)) {
      try LanguageOptions(wanted: [found])
    }
  }

  @Test func codeUnlikeAnyOtherHasNoSuggestion() {
    #expect(throws: Fault.unknownLanguage(found: "?", suggestion: nil)) {
      try LanguageOptions(wanted: ["?"])
    }
    let message = Fault.unknownLanguage(found: "eng", suggestion: "en").description
    #expect(message.contains("'eng'") && message.contains("'en'"))
  }

  @Test func emptyListAndConfidenceOutOfRangeAreErrors() {
    #expect(throws: Fault.noLanguages) { try LanguageOptions(wanted: []) }
    #expect(throws: Fault.confidenceOutOfRange(found: 1.5)) {
      try LanguageOptions(wanted: ["en"], minimumConfidence: 1.5)
    }
    #expect(throws: Fault.self) {
      try LanguageOptions(wanted: ["en"], minimumConfidence: .nan)
    }
  }

  @Test func everyListedCodeCanBeAskedFor() throws {
    for code in LanguageCatalog.codes {
      #expect(try LanguageCatalog.language(code).description == code)
    }
    #expect(LanguageCatalog.codes == LanguageCatalog.codes.sorted())
  }

  @Test func lengthBoundsIncludeBothEnds() throws {
    let bounds = try LengthBounds(minimum: 3, maximum: 5)
    #expect(bounds.verdict(tokenCount: 2)?.reason == .tooShort)
    #expect(bounds.verdict(tokenCount: 3) == nil)
    #expect(bounds.verdict(tokenCount: 5) == nil)
    #expect(bounds.verdict(tokenCount: 6)?.detail == "6 tokens, wanted at most 5")
    #expect(LengthBounds().verdict(tokenCount: 0) == nil)
    #expect(throws: Fault.emptyLengthRange(minimum: 2, maximum: 1)) {
      try LengthBounds(minimum: 2, maximum: 1)
    }
  }

  @Test func versionsNameTheFullTablesOfCLD2() {
    #expect(FilterVersions.current.cld2 == "V2.0 - 20140204")
    #expect(!FilterVersions.current.icu.isEmpty)
    #expect(!FilterVersions.current.unicode.isEmpty)
  }
}

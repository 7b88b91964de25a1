import Filters
import Records
import TestSupport
import Testing

@Suite struct LanguageFilterTests {
  static let question = "How do I keep the bread from going stale when I bake it on Sunday?"
  static let answer =
    "Wrap the loaf in a cloth and put it into a wooden box, where it will stay fresh for days."
  static let russian =
    "Заверните хлеб в ткань и положите его в деревянный ящик, там он не зачерствеет."
  static let hindi = "रोटी को कपड़े में लपेटकर लकड़ी के डिब्बे में रख दें, वह कई दिन ताज़ी रहेगी।"

  static func isKept(_ text: String, wanted: String) throws -> Bool {
    try judgement(on: text, wanted: [wanted]).isKept
  }

  @Test func englishRecordIsKeptWithBothLanguages() throws {
    var batch = batch([[(.user, Self.question), (.assistant, Self.answer)]])
    var filter = LanguageFilter(options: try LanguageOptions(wanted: ["en"]))
    filter.apply(to: &batch)
    #expect(batch.rejections.isEmpty)
    #expect(batch.records[0].promptLanguage == .english)
    #expect(batch.records[0].responseLanguage == .english)
  }

  @Test(arguments: [(russian, "Cyrillic"), (hindi, "Devanagari")])
  func foreignAnswerToEnglishQuestionIsDropped(_ text: String, _ script: String) throws {
    let dropped = try rejections([[(.user, Self.question), (.assistant, text)]])
    let rejection = try #require(dropped.first)
    #expect(dropped.count == 1)
    #expect(rejection.reason == .language)
    #expect(rejection.detail.hasPrefix("response is "))
    #expect(rejection.detail.hasSuffix(", wanted en: 100% of the letters are \(script)"))
  }

  @Test func foreignQuestionCountsOnlyWhereAllFieldsDo() throws {
    let records = [[(role: Role.user, text: Self.russian), (role: .assistant, text: Self.answer)]]
    #expect(try rejections(records, fields: .all).count == 1)
    #expect(try rejections(records, fields: .response).isEmpty)
  }

  @Test func everyTurnIsJudgedOnItsOwn() throws {
    let dropped = try rejections([
      [
        (.user, Self.question), (.assistant, Self.answer), (.user, Self.question),
        (.assistant, Self.russian), (.user, Self.question), (.assistant, Self.answer),
      ]
    ])
    #expect(dropped.first?.detail.hasPrefix("response 2 of 3 is ru") == true)
  }

  @Test func systemMessageIsNotJudged() throws {
    #expect(
      try rejections([
        [(.system, Self.russian), (.user, Self.question), (.assistant, Self.answer)]
      ]).isEmpty)
  }

  @Test func textRecordCountsAsResponse() throws {
    let records = [[(role: Role.user, text: Self.russian)]]
    let dropped = try rejections(records, fields: .response, form: .text)
    #expect(dropped.first?.detail.hasPrefix("response is ") == true)
  }

  @Test func codeWithForeignCommentsIsKept() throws {
    let answer =
      "This function adds the two numbers and returns them:\n```python\n"
      + "# складываем два числа и возвращаем их сумму\ndef add(a, b):\n    return a + b\n```\n"
      + "You can call it with any two integers."
    #expect(try rejections([[(.user, Self.question), (.assistant, answer)]]).isEmpty)
  }

  @Test func translationTaskIsJudgedByItsAnswer() throws {
    let task = "Translate into German: \"The harbour was quiet and the boats lay still.\""
    let answer = "Der Hafen war still und die Boote lagen ruhig da."
    let records = [[(role: Role.user, text: task), (role: .assistant, text: answer)]]
    #expect(try rejections(records).first?.detail.hasPrefix("response is de") == true)
    #expect(try rejections(records, wanted: ["en", "de"]).isEmpty)
  }

  @Test func recordDroppedEarlierIsLeftAlone() throws {
    var batch = batch([[(.user, Self.question), (.assistant, Self.russian)]])
    batch.reject(0, .duplicate, detail: "earlier")
    var filter = LanguageFilter(options: try LanguageOptions(wanted: ["en"]))
    filter.apply(to: &batch)
    #expect(batch.rejections.map(\.reason) == [.duplicate])
    #expect(batch.records[0].responseLanguage == .undetermined)
  }

  @Test func longestDeterminedMessageNamesTheSide() throws {
    var batch = batch([
      [(.user, "Yes."), (.user, Self.question + " " + Self.answer), (.user, "Danke für das Brot.")]
    ])
    var filter = LanguageFilter(options: try LanguageOptions(wanted: ["en", "de"]))
    filter.apply(to: &batch)
    #expect(batch.records[0].promptLanguage == .english)
    #expect(batch.records[0].responseLanguage == .undetermined)
  }

  @Test func reusedFilterGivesTheVerdictsOfAFreshOne() throws {
    var reused = LanguageFilter(options: try LanguageOptions(wanted: ["en"]))
    for text in [Self.russian, "", Self.answer, Self.hindi, "$x$ `y`", Self.question] {
      let bytes = Array(text.utf8)
      #expect(try reused.judgement(on: bytes.span) == judgement(on: text))
    }
  }
}

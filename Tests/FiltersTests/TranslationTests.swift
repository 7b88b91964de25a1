import Filters
import Records
import Testing

/// Answers in another language that the instruction asks for.
@Suite struct TranslationTests {
  static let german = "Der Hafen war still und die Boote lagen ruhig da, bis es hell wurde."
  static let russian = LanguageFilterTests.russian

  private func isKept(
    _ turns: [(role: Role, text: String)], policy: LanguageOptions.Policy = .translation
  ) throws -> Bool {
    var batch = batch([turns])
    var filter = LanguageFilter(options: try LanguageOptions(wanted: ["en"], policy: policy))
    filter.apply(to: &batch)
    return batch.rejections.isEmpty
  }

  @Test(arguments: [
    "Translate into German: \"The harbour was quiet and the boats lay still.\"",
    "Translate the following sentence to German. The harbour was quiet.",
    "How do you say \"The harbour was quiet\" in German?",
    "Please answer in formal German: what was the harbour like?",
    "What is the German translation of this sentence about the harbour?",
    "English to German: the harbour was quiet and the boats lay still.",
    "Translate this into French, Spanish and German, please.",
    "Put this into german: the boats lay still in the harbour",
  ])
  func answerInTheLanguageAskedForIsKept(_ task: String) throws {
    let turns: [(role: Role, text: String)] = [(.user, task), (.assistant, Self.german)]
    #expect(try isKept(turns))
    #expect(try !isKept(turns, policy: .same))
  }

  @Test(arguments: [
    "Translate into Spanish: \"The harbour was quiet and the boats lay still.\"",
    "Tell me about the history of the German language and its dialects.",
    "What was the harbour like when the boats came in?",
    "Write a story. The boats are in German waters.",
    "Translate from German: the boats lay still in the harbour.",
  ])
  func answerInALanguageNotAskedForIsDropped(_ task: String) throws {
    #expect(try !isKept([(.user, task), (.assistant, Self.german)]))
  }

  @Test func scriptMustBeOneOfTheLanguageAskedFor() throws {
    let task = "Translate into Russian: wrap the bread in a cloth and put it into a wooden box."
    #expect(try isKept([(.user, task), (.assistant, Self.russian)]))
    #expect(try isKept([(.user, task), (.assistant, "Привет")]))
    #expect(try !isKept([(.user, task), (.assistant, LanguageFilterTests.hindi)]))
  }

  @Test func textToBeTranslatedMayBeInAnyLanguage() throws {
    let task = "Translate to English: \(Self.german) \(Self.german) \(Self.german)"
    let answer = "The harbour was quiet and the boats lay there until it became light."
    #expect(try isKept([(.user, task), (.assistant, answer)]))
    #expect(try !isKept([(.user, task), (.assistant, answer)], policy: .same))
  }

  @Test func requestHoldsUntilAnotherIsMade() throws {
    let ask: (role: Role, text: String) = (.system, "You translate what the user says into German.")
    let english: (role: Role, text: String) = (.user, "The boats lay still in the harbour.")
    #expect(try isKept([ask, english, (.assistant, Self.german)]))
    #expect(
      try !isKept([
        ask, english, (.user, "Now translate it into French."), (.assistant, Self.german),
      ]))
  }

  @Test func requestsInOtherLanguagesAreFound() throws {
    let turns: [(role: Role, text: String)] = [
      (.user, "Übersetze den folgenden Satz bitte ins Englische, und zwar möglichst wörtlich."),
      (.assistant, "The harbour was quiet and the boats lay there until it became light."),
    ]
    var batch = batch([turns])
    var filter = LanguageFilter(
      options: try LanguageOptions(wanted: ["de"], policy: .translation))
    filter.apply(to: &batch)
    #expect(batch.rejections.isEmpty)
  }

  @Test func codeWithForeignCommentsAndProseAroundItIsKept() throws {
    let answer =
      "Here is the function that you asked for, with its comments:\n```python\n"
      + "# संख्याओं को जोड़ता है\ndef add(a, b):\n    return a + b\n```\nIt adds two numbers."
    #expect(
      try isKept([(.user, LanguageFilterTests.question), (.assistant, answer)], policy: .same))
  }
}

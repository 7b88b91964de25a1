import ByteIO
import Filters
import Records
import Testing

@Suite struct QualityFilterTests {
  private func patterns(_ text: String) throws -> PatternList {
    try PatternList(Array(text.utf8), path: "p.txt", sha256: text)
  }

  private func rejections(_ answer: String, _ options: QualityOptions) throws -> [Rejection] {
    var batch = batch([[(.user, "Who are you, as an AI language model?"), (.assistant, answer)]])
    var filter = QualityFilter(options: options)
    filter.apply(to: &batch)
    return batch.rejections
  }

  private func isFound(_ pattern: String, in answer: String) throws -> Bool {
    try !rejections(answer, QualityOptions(patterns: try patterns(pattern))).isEmpty
  }

  @Test(arguments: [
    ("as an AI language model", "Well, As an ai\nlanguage model, I do not know.", true),
    ("I can't", "I can’t do that.", true), ("I can’t", "I can't do that.", true),
    ("an ai", "There was an aim.", false), ("an ai", "Japan ai", false), ("ai", "ai", true),
    ("c++ (old)", "use C++ (old) here", true), ("a.b", "axb", false),
    ("ÜBER uns", "über uns", true),
    ("/as an? (ai|llm)/", "As a LLM, I …", true), ("/(?-i)LLM/", "llm", false),
    ("# no pattern\n\nsorry", "# no pattern", false), ("sorry\r\n", "Sorry!", true),
    ("\u{FEFF}sorry", "sorry", true),
  ])
  func patternsAreFoundAsUsersExpect(_ pattern: String, _ answer: String, _ found: Bool) throws {
    #expect(try isFound(pattern, in: answer) == found)
  }

  @Test func promptCountsOnlyWhereAllFieldsDo() throws {
    let list = try patterns("as an AI language model")
    #expect(try rejections("I am Ada.", QualityOptions(patterns: list)).isEmpty)
    let all = try rejections("I am Ada.", QualityOptions(patterns: list, patternFields: .all))
    #expect(
      all.map(\.detail) == ["pattern line 1 'as an AI language model': found in prompt 1"])
    #expect(all.map(\.reason) == [.quality])
  }

  @Test func firstPatternOfTheFileNamesTheRule() throws {
    let options = try QualityOptions(patterns: try patterns("# list\nb: c\na"))
    let verdict = try #require(try rejections("a b: c", options).first?.verdict)
    #expect(verdict.rule == "pattern line 2 'b: c'")
  }

  @Test(arguments: [
    ("ok\n/(/", 2), ("/a*/", 1), ("", 0), ("# nothing\n\n", 0), ("/(a/\n/)/", 1),
    (String(repeating: "a", count: 5000), 1),
  ])
  func unusablePatternIsAnErrorWithItsLine(_ text: String, _ line: Int) {
    #expect {
      try patterns(text)
    } throws: { error in
      (error as? Fault)?.kind == .unusablePattern
        && "\(error)".hasPrefix(line == 0 ? "p.txt: " : "p.txt:\(line): ")
    }
    #expect(throws: Fault.self) {
      try PatternList([0x61, 0x0A, 0xFF], path: "p.txt", sha256: "")
    }
  }

  /// Backtracking would take longer than the universe for the first, and for the others minutes.
  @Test func hostilePatternsTakeLinearTime() throws {
    let text = String(repeating: "a", count: 200_000)
    #expect(try !isFound("/(a+)+$b/", in: text))
    #expect(try !isFound("/(a|aa)+b/", in: text))
    #expect(try !isFound("/.*.*.*b$/", in: text))
  }

  @Test func thousandsOfPhrasesAreFoundEach() throws {
    let phrases = (0..<3000).map { "phrase number \($0) is here" }
    let options = try QualityOptions(patterns: try patterns(phrases.joined(separator: "\n")))
    #expect(
      try rejections("Phrase  NUMBER 2999 is here.", options).first?.detail.hasPrefix(
        "pattern line 3000 ") == true)
    #expect(try rejections("phrase number 3000 is here", options).isEmpty)
  }

  @Test func repeatedLinesAreMeasuredByBytes() throws {
    let options = try QualityOptions(maximumRepeatedLines: 0.5)
    #expect(try rejections("one\none\none\n", options).count == 1)
    // Half is not more than half.
    #expect(try rejections("one\n  one  \n", options).isEmpty)
    #expect(try rejections("one\ntwo\n\n\nlonger line\n", options).isEmpty)
    #expect(try rejections("", options).isEmpty)
  }

  @Test func repeatedWordsAreMeasuredByBytes() throws {
    let ten = "aa bb cc dd ee ff gg hh ii jj "
    let exact = try QualityOptions(maximumRepeatedWords: 0.5)
    #expect(try rejections(ten + ten, exact).isEmpty)
    #expect(try rejections(ten + ten + ten, exact).count == 1)
    #expect(
      try rejections(ten + "kk " + ten, try QualityOptions(maximumRepeatedWords: 0.47)).count == 1)
    #expect(try rejections(ten, try QualityOptions(maximumRepeatedWords: 0)).isEmpty)
    let loop = String(repeating: "the ", count: 100)
    #expect(
      try rejections(loop, exact).first?.detail
        == "repeated words: 99.0 % of the bytes of response 1")
  }

  @Test func longTextsOfOneThingGetAnAnswer() throws {
    let options = try QualityOptions(
      patterns: try patterns("sorry"), maximumRepeatedLines: 1, maximumRepeatedWords: 1)
    for unit in ["a", "\n", " ", "a ", "\0", "\u{1}\n", "я"] {
      #expect(try rejections(String(repeating: unit, count: 300_000), options).isEmpty)
    }
  }

  @Test func shareOutOfRangeIsAnError() {
    #expect(throws: Fault.self) { try QualityOptions(maximumRepeatedLines: 1.5) }
    #expect(throws: Fault.self) { try QualityOptions(maximumRepeatedWords: .nan) }
  }
}

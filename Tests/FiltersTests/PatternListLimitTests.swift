import Filters
import Testing

/// Lists of patterns that would take minutes or gigabytes to make.
@Suite struct PatternListLimitTests {
  private func fault(_ lines: [String]) -> String {
    do {
      _ = try PatternList(Array(lines.joined(separator: "\n").utf8), path: "p", sha256: "")
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func listsOfThousandsOfPhrasesAndHundredsOfExpressionsPass() {
    let phrases = (0..<8000).map { "I'm sorry, but phrase \($0) is one of many" }
    let expressions = (0..<500).map {
      "/as an? (ai|artificial) (language )?model.{0,40}(cannot|can['’]t|unable to) \\w+ \($0)/"
    }
    #expect(fault(phrases + expressions) == "none")
  }

  @Test func patternsThatAreTooLargeTogetherAreAnErrorAtTheLineThatIsTooMuch() {
    let fault = fault((1...2000).map { "/\\pL{\($0 % 60 + 1)}x \($0)/" })
    #expect(
      fault.wholeMatch(
        of: /p:\d+: .*expected at most 2097152 instructions of RE2, found 2\d{6}; leave out .*/)
        != nil, "\(fault)")
  }

  @Test func patternThatIsTooLargeAloneIsAnErrorAtItsLine() {
    let fault = fault(["sorry", "/\\pL{1000}/"])
    #expect(fault.hasPrefix("p:2: the pattern is too large: expected at most 65536 "), "\(fault)")
  }

  @Test func countsAndBytesHaveLimits() {
    #expect(fault((0..<20_001).map { "\($0)" }).hasPrefix("p:20001: expected at most 20000 "))
    let expression = "/[" + String(repeating: "\\pL\\PN", count: 600) + "0]x/"
    #expect(
      fault([String](repeating: expression, count: 73)).hasPrefix(
        "p:73: expected at most 262144 bytes of regular expressions, found "))
    #expect(
      fault([String](repeating: "# " + String(repeating: "-", count: 4000), count: 1100)).hasPrefix(
        "p: expected at most 4194304 bytes of patterns, found "))
  }
}

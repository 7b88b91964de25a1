import ByteIO
import Filters
import Ingest
import Planner
import Records
import TestSupport
import Testing
import Tokenizer

@testable import Pipeline

@Suite struct FunnelTests {
  @Test func everyReasonBelongsToOneStage() {
    #expect(Funnel.coversEveryReason)
  }

  @Test func stagesCountDownToWhatIsKept() throws {
    let funnel = Funnel(
      recordCount: 1000, rejected: [.malformedJSON: 100, .language: 90, .tooLong: 10],
      tokenCount: 50_000, rejectedTokens: [.tooLong: 8000])
    guard case .array(let rows) = funnel.report else {
      Issue.record("the report is no array")
      return
    }
    #expect(
      rows[3] == [
        "after": "sound", "records": 900, "percent_of_input": .number(90),
        "percent_of_previous": .number(100),
        "tokens": .null,
      ])
    #expect(
      rows[4] == [
        "after": "language", "records": 810, "percent_of_input": .number(81),
        "percent_of_previous": .number(90),
        "tokens": .null,
      ])
    #expect(
      rows.last == [
        "after": "cap", "records": 800, "percent_of_input": .number(80),
        "percent_of_previous": .number(100),
        "tokens": 42_000,
      ])
  }

  /// What record `number` is dropped for where it fails the stages `fails`, and they alone.
  private static func record(_ number: Int, failing fails: Set<String>) -> String {
    var line = #"{"instruction":"\#(fails.contains("language") ? german : english(number))""#
    if !fails.contains("sound") {
      let special = fails.contains("template") ? " <|eot_id|>" : ""
      let words = fails.contains("length") ? 400 : fails.contains("duplicates") ? 3 : 4
      let bad = fails.contains("quality") ? " forbidden phrase" : ""
      line +=
        #","response":"It is so\#(String(repeating: " and so", count: words))\#(bad)\#(special)""#
    }
    line += #","keep":\#(fails.contains("where") ? 0 : 1)"#
    return line + (fails.contains("json") ? "" : "}")
  }

  private static let german =
    "Bitte erkläre mir, warum der Himmel am Abend so oft rot ist und nicht blau bleibt."

  private static func english(_ number: Int) -> String {
    "Please explain to me why the sky is so often red in the evening, number \(number)."
  }

  private static func report(of build: TestBuild) throws -> JSONReader {
    let bytes = try FileSystem.bytes(of: build.output + "/report.json")
    return try JSONReader(parsing: bytes.span)
  }

  /// A record that fails two stages is dropped by the one that the funnel names first.
  @Test func stagesStandInTheOrderOfJudging() throws {
    let reasons: [(stage: String, reason: RejectionReason)] = [
      ("json", .malformedJSON), ("where", .excluded), ("sound", .missingField),
      ("language", .language), ("quality", .quality), ("template", .specialTokens),
      ("length", .tooLong),
    ]
    var lines: [String] = []
    var expected: [RejectionReason: Int] = [:]
    for first in reasons.indices {
      for second in reasons.indices[(first + 1)...] {
        let pair: Set = [reasons[first].stage, reasons[second].stage]
        lines.append(Self.record(lines.count, failing: pair))
        expected[reasons[first].reason, default: 0] += 1
      }
      lines.append(Self.record(lines.count, failing: [reasons[first].stage]))
      expected[reasons[first].reason, default: 0] += 1
    }
    lines.append(Self.record(lines.count, failing: []))
    let build = try TestBuild(lines.joined(separator: "\n") + "\n")
    build.options.reading.condition = try RecordCondition("keep == 1")
    build.options.filters[LanguageOptions.self] = try LanguageOptions(wanted: ["en"])
    build.options.filters[QualityOptions.self] = try QualityOptions(
      patterns: try PatternList(Array("forbidden phrase\n".utf8), path: "list", sha256: ""))
    build.options.conversation.specialTokens = .reject
    try build.run()
    let report = try Self.report(of: build)
    for (reason, count) in expected {
      let found: Int = try report["records_rejected"][reason.rawValue].integer()
      #expect(found == count, "\(reason)")
    }
    // What is left after a stage is what fails only later ones.
    var left = lines.count
    for (stage, row) in zip(reasons, try report["funnel"].elements().dropFirst()) {
      left -= expected[stage.reason] ?? 0
      #expect(try row["after"].string() == stage.stage)
      #expect(try row["records"].integer() == left)
    }
  }

  /// The stages of the plan, which sees records that have passed all others.
  @Test func plannedStagesStandInTheOrderOfJudging() throws {
    func record(_ prompt: String, _ answer: String, _ source: String) -> String {
      #"{"instruction":"\#(prompt)","response":"\#(answer)","source":"\#(source)"}"# + "\n"
    }
    let long = String(repeating: "and so on ", count: 400)
    let text =
      record("asked", long, "a")  // too long, and of the validation set
      + record("asked", "one", "a") + record("asked", "one", "a")  // of it, and equal
      + record("other", "two", "b") + record("other", "two", "b")  // equal, and over the cap
      + record("more", "three", "b")  // over the cap
    let build = try TestBuild(text)
    build.options.validationInput = try build.directory.write(
      record("asked", "mine", "v"), to: "own.jsonl")
    build.options.layout.plan.filters[ExactDuplicates.self].kind = .exact
    build.options.layout.plan.filters[SourceCaps.self].caps = [
      SourceCap(source: "b", recordCount: 1)
    ]
    try build.run()
    let report = try Self.report(of: build)
    let expected = [("too_long", 1), ("contaminated", 2), ("duplicate", 1), ("cap", 1)]
    for (reason, count) in expected {
      let found: Int = try report["records_rejected"][reason].integer()
      #expect(found == count, "\(reason)")
    }
    let rows = try report["funnel"].elements().suffix(4)
    var left: [Int] = []
    for row in rows { left.append(try row["records"].integer()) }
    #expect(left == [6, 4, 3, 2])
    let names = try rows.map { try $0["after"].string() }
    #expect(names == ["length", "validation set", "duplicates", "cap"])
  }

  @Test func emptyInputHasNoPercent() {
    let funnel = Funnel(recordCount: 0, rejected: [:], tokenCount: 0, rejectedTokens: [:])
    guard case .array(let rows) = funnel.report else { return }
    #expect(rows.count == 11)
    #expect(
      rows[0] == [
        "after": "read", "records": 0, "percent_of_input": .number(0),
        "percent_of_previous": .number(0),
        "tokens": .null,
      ])
  }
}

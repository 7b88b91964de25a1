import TestSupport
import Testing

/// What ends a build with status 3: a data set that is most likely not what was meant.
@Suite struct GateTests {
  private static let good = #"{"instruction":"Name a colour.","response":"Red."}"#

  private func build(_ lines: [String], _ options: String...) throws -> Prep.Outcome {
    let directory = try TemporaryDirectory()
    let input = try directory.write(lines.joined(separator: "\n") + "\n", to: "data.jsonl")
    return try Prep.run(["build", input, "--output", directory.file("out")] + options)
  }

  @Test func damageIsCountedAndWhatWasChosenIsNot() throws {
    let lines = Array(repeating: Self.good, count: 6) + ["{"]
    let duplicates = try build(lines, "--dedup", "exact", "--max-rejected", "1")
    #expect(duplicates.status == 0, "\(duplicates.errors)")
    let all = try build(lines, "--dedup", "exact", "--max-dropped", "5")
    #expect(all.status == 3)
    #expect(all.errors.contains("6 of 7 records were not kept"), "\(all.errors)")
    #expect(all.text.contains("does not pass"), "\(all.text)")
    #expect(try build(lines, "--dedup", "exact", "--max-dropped", "6").status == 0)
  }

  @Test func sharesAreOfBytesToo() throws {
    let long = "{" + String(repeating: "x", count: 2000)
    let lines = Array(repeating: Self.good, count: 30) + [long]
    let outcome = try build(lines, "--dedup", "none", "--max-rejected", "10%")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("bytes were rejected as damaged"), "\(outcome.errors)")
    #expect(try build(lines, "--dedup", "none", "--max-rejected", "1").status == 0)
    #expect(try build(lines, "--dedup", "none", "--max-rejected", "60%").status == 0)
  }

  @Test func nothingKept() throws {
    let english = "The colours that people name first are those that they were taught as children."
    let outcome = try build(
      [#"{"instruction":"\#(english)","response":"\#(english)"}"#], "--language", "de")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.contains("none of the 1 records was kept (language 1)"), "\(outcome.errors)")
    #expect(try build([Self.good], "--where", "instruction == 'x'").status == 3)
  }

  @Test func nothingLeftToTrainOn() throws {
    let outcome = try build([Self.good, Self.good], "--dedup", "none", "--validation", "1000")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("none is left to train on"), "\(outcome.errors)")
  }

  @Test func pathsThatNoRecordHas() throws {
    let lines = [#"{"instruction":"q","response":"a","quality":7}"#]
    let condition = try build(lines, "--where", "not qualty == 1")
    #expect(condition.status == 3)
    #expect(
      condition.errors.contains(
        "no record has the field 'qualty' that --map or --where names; did you mean 'quality'?"),
      "\(condition.errors)")
    let map = try build(lines, "--map", "context=passage")
    #expect(map.status == 3)
    #expect(map.errors.contains("'passage'"), "\(map.errors)")
    #expect(try build(lines, "--where", "quality > 6", "--map", "source=quality").status == 0)
  }

  @Test func fieldsOfTwoFormsAreWrongUsage() throws {
    let outcome = try build([Self.good], "--map", "instruction=q", "--map", "completion=a")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("together"), "\(outcome.errors)")
  }
}

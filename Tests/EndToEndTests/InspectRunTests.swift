import ByteIO
import Foundation
import TestSupport
import Testing

/// `prep inspect` of a run: what a batch was made of, and which records had the highest losses.
@Suite struct InspectRunTests {
  private let directory: TemporaryDirectory
  private var output: String { directory.file("out") }
  private var input: String { directory.file("data.jsonl") }

  init() throws {
    directory = try TemporaryDirectory()
    let lines = (1...40).map {
      #"{"instruction":"Question number \#($0)?","response":"Answer number \#($0)."}"#
    }
    try directory.write(Array(lines.joined(separator: "\n").utf8), to: "data.jsonl")
    let built = try Prep.run("build", input, "--output", output, "--sequence-length", "256")
    #expect(built.status == 0, "\(built.errors)")
  }

  /// The lines of input in a screen of `prep inspect`, in their order there.
  private func lines(_ screen: String) -> [Int] {
    screen.split(separator: "\n").compactMap { line in
      guard let start = line.range(of: "\(input):") else { return nil }
      return Int(line[start.upperBound...].prefix { $0.isNumber })
    }
  }

  @Test func stepsOfAnEpochHoldEachRecordOnce() throws {
    var seen: [Int] = []
    var paddingCount = 0
    let first = try Prep.run("inspect", output, "--step", "0", "--batch-size", "2")
    let stepCount = try #require(
      first.text.firstMatch(of: /batch 0 of (\d+) in epoch 0/).flatMap { Int($0.1) })
    for step in 0..<stepCount {
      let shown = try Prep.run(
        "inspect", output, "--step", "\(step)", "--batch-size", "2", "--seed", "4")
      #expect(shown.status == 0, "\(shown.errors)")
      seen += lines(shown.text)
      paddingCount += shown.text.components(separatedBy: "of the batch is padding").count - 1
    }
    #expect(seen.sorted() == Array(1...40))
    #expect(paddingCount == (try rowCount() % 2))
    let next = try Prep.run(
      "inspect", output, "--step", "\(stepCount)", "--batch-size", "2", "--seed", "4")
    #expect(next.text.contains("batch 0 of \(stepCount) in epoch 1"))
  }

  private func rowCount() throws -> Int {
    try DataSetFiles(directory: output).statistics().rows
  }

  @Test(arguments: [
    ["--step", "0"], ["--batch-size", "2"], ["--step", "0", "--batch-size", "2", "--row", "1"],
    ["--step", "0", "--batch-size", "0"], ["--step", "9999999999999999999", "--batch-size", "2"],
    ["--highest", "3"], ["--losses", "x", "--highest", "3", "--rising", "3"],
    ["--losses", "x", "--highest", "0"],
  ])
  func whatMakesNoSenseIsAnError(_ options: [String]) throws {
    let outcome = try Prep.run(["inspect", output] + options)
    #expect(outcome.status == 2)
    #expect(!outcome.errors.isEmpty)
  }

  private func losses(_ lines: [String]) throws -> String {
    let header = #"{"format": "prep record losses", "version": 1}"#
    return try directory.write(
      Array(([header] + lines).map { $0 + "\n" }.joined().utf8), to: "losses.jsonl")
  }

  private func line(
    _ number: Int, _ loss: String, step: Int = 1, in dataSet: String? = nil
  ) -> String {
    #"{"data_set":"\#(dataSet ?? output)","file":"\#(input)","line":\#(number),"token_start":0,"#
      + #""loss":\#(loss),"trained_tokens":5,"epoch":0,"step":\#(step)}"#
  }

  @Test func recordsAreShownByTheirLosses() throws {
    let path = try losses([
      line(3, "2.5"), line(7, "0.001"), line(9, "1.0"), line(11, "null"),
      line(9, "4.5", step: 8), line(7, "0.0005", step: 8), line(3, "2.0", step: 8),
      // Half a line, as a kill leaves it, has no end.
    ])
    func shown(_ options: String...) throws -> Prep.Outcome {
      try Prep.run(["inspect", output, "--losses", path] + options)
    }
    let highest = try shown("--highest", "3")
    #expect(highest.status == 0, "\(highest.errors)")
    #expect(lines(highest.text) == [11, 9, 3])
    #expect(highest.text.contains("loss no number in update 1"))
    #expect(
      highest.text.contains("loss 4.5000 in update 8, at first 1.0000, trained on 2 times"))
    #expect(highest.text.contains("Answer number 9."))
    #expect(highest.text.contains("1 more records"))
    #expect(try lines(shown("--lowest", "1").text) == [7])
    #expect(try lines(shown("--rising", "1").text) == [9])
    #expect(try lines(shown().text) == [11, 9, 3, 7])
  }

  @Test func filesOfOtherKindsAreSaidToBeNone() throws {
    for text in ["", "{\"format\":\"x\",\"version\":1}\n", "no json\n"] {
      let path = try directory.write(Array(text.utf8), to: "other")
      let outcome = try Prep.run("inspect", output, "--losses", path)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains(path))
    }
    let bad = try losses([line(3, "2.5"), #"{"data_set":1}"#])
    #expect(try Prep.run("inspect", output, "--losses", bad).errors.contains("\(bad):3"))
    let foreign = try losses([line(3, "1", in: "/a"), line(3, "1", in: "/b")])
    #expect(
      try Prep.run("inspect", output, "--losses", foreign).errors.contains("has no record of"))
  }

  @Test func halfALineAtTheEndIsLeftOut() throws {
    let path = try losses([line(3, "2.5")])
    let whole = try FileSystem.bytes(of: path)
    try directory.write(whole + Array(#"{"data_set":"#.utf8), to: "losses.jsonl")
    let outcome = try Prep.run("inspect", output, "--losses", path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(lines(outcome.text) == [3])
  }
}

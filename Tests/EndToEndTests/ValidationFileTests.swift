import ByteIO
import TestSupport
import Testing

/// `--validation-file` and `--max-depth`, as a user meets them.
@Suite struct ValidationFileTests {
  private let directory: TemporaryDirectory
  private let train: String
  private let validation: String

  private init() throws {
    directory = try TemporaryDirectory()
    train = try directory.write(
      (0..<30).map { #"{"prompt":"Question \#($0)?","completion":"a"}"# }.joined(separator: "\n"),
      to: "train.jsonl")
    // Two that train has too, one in other spelling; one that is broken; one of its own.
    validation = try directory.write(
      #"""
      {"prompt":"Question 3?","completion":"b"}
      {"prompt":"  question  4? ","completion":"b"}
      {"prompt":
      {"prompt":"Mine?","completion":"b"}
      """#, to: "own.jsonl")
  }

  private func build(_ options: String..., to output: String = "out") throws -> Prep.Outcome {
    try Prep.run(["build", train, "--output", directory.file(output)] + options)
  }

  @Test func theSetIsValidationAndKeepsItsQuestionsOutOfTraining() throws {
    let built = try build("--validation-file", validation, "--keep-parts")
    #expect(built.status == 0, "\(built.errors)")
    let files = DataSetFiles(directory: directory.file("out"))
    let statistics = try files.statistics()
    #expect(statistics.recordsIn == 34)
    #expect(statistics.recordsKept == 31)
    #expect(statistics.recordsRejected == ["malformed_json": 1, "contaminated": 2])
    let outcome = try Prep.run(
      "export", files.directory, "--format", "jsonl", "--unpacked", "--split", "validation")
    let records = try DataSetFiles.lines(outcome.output, of: DataSetFiles.Record.self)
    #expect(records.map(\.line) == [1, 2, 4])
    #expect(records.allSatisfy { $0.file == validation })
    let dropped = try files.rejected().filter { $0.reason == "contaminated" }
    #expect(dropped.map(\.line) == [4, 5])
    #expect(dropped.map(\.winner?.line) == [1, 2])
    #expect(dropped.allSatisfy { $0.winner?.file == validation && $0.file == train })
    #expect(dropped[0].detail == "asks what \(validation):1 of the validation set asks")
    #expect(try Prep.run("verify", files.directory).status == 0)

    let repacked = DataSetFiles(directory: directory.file("repacked"))
    let again = try Prep.run(
      "repack", files.directory, "--output", repacked.directory, "--seed", "9")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try repacked.statistics().recordsRejected == statistics.recordsRejected)
    let second = try Prep.run(
      "repack", files.directory, "--output", directory.file("x"), "--validation", "1%")
    #expect(second.status == 2)
  }

  @Test func theSetIsPartOfTheBuildsIdentity() throws {
    #expect(try build().status == 0)
    let other = try build("--validation-file", validation)
    #expect(other.status == 2)
    #expect(other.errors.contains("first_validation_input"), "\(other.errors)")
  }

  @Test func wrongUsesAreRefused() throws {
    for (options, message) in [
      (["--validation-file", validation, "--validation", "1%"], "two ways"),
      (["--validation-file", "-"], "expects a file"),
      (["--validation-file", directory.file("none.jsonl")], "none.jsonl"),
      (["--max-depth", "0"], "1 to 4096"),
    ] {
      let outcome = try Prep.run(["build", train, "--output", directory.file("out")] + options)
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test func theDepthOfRecordsIsAsTheOptionSays() throws {
    let deep = String(repeating: "[", count: 9) + String(repeating: "]", count: 9)
    let input = try directory.write(
      #"{"text":"a","more":\#(deep)}"# + "\n" + #"{"text":"b","more":[1]}"#, to: "deep.jsonl")
    let output = directory.file("deep")
    #expect(try Prep.run("build", input, "--output", output).status == 0)
    #expect(try DataSetFiles(directory: output).rejected().isEmpty)
    let flat = directory.file("flat")
    #expect(try Prep.run("build", input, "--output", flat, "--max-depth", "4").status == 0)
    let rejected = try DataSetFiles(directory: flat).rejected()
    #expect(rejected.map(\.line) == [1])
    #expect(rejected.map(\.reason) == ["malformed_json"])
    #expect(rejected[0].detail.contains("more than 4 nested"), "\(rejected[0].detail)")
  }
}

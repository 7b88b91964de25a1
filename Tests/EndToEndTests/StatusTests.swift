import ByteIO
import Foundation
import TestSupport
import Testing

/// Every status that a help lists is one that the command really ends with.
///
/// Those of an interruption are tested in `InterruptionTests`.
@Suite struct StatusTests {
  /// What the statuses are made with, in a directory of its own.
  private struct Files {
    let directory: TemporaryDirectory
    var input: String { directory.file("data.jsonl") }
    var output: String { directory.file("out") }
    var damaged: String { directory.file("damaged") }
    var missing: String { directory.file("missing") }
    /// Where something new can be put.
    var new: String { directory.file("new") }

    init() throws {
      directory = try TemporaryDirectory()
      let long = String(repeating: "word ", count: 40)
      try directory.write(
        #"{"instruction":"Name a colour.","response":"Blue."}"# + "\n"
          + #"{"instruction":"\#(long)","response":"x"}"# + "\n{\n", to: "data.jsonl")
      for name in ["out", "damaged"] {
        let built = try Prep.run(
          "build", input, "--output", directory.file(name), "--keep-parts", "--sequence-length",
          "128")
        #expect(built.status == 0, "\(built.errors)")
      }
      try directory.write([0], to: "damaged/shards/train-00000.shard")
    }
  }

  /// Arguments that end a command with a status, a line a command and status.
  private static func cases(_ files: Files) -> [(command: String, status: Int, arguments: [String])]
  {
    let (input, output, missing) = (files.input, files.output, files.missing)
    return [
      ("scan", 0, [input]), ("scan", 1, [missing]), ("scan", 2, []),
      ("build", 0, [input, "-o", files.new]), ("build", 1, [missing, "-o", files.new + "1"]),
      ("build", 2, [input]), ("build", 3, [input, "-o", files.new + "3", "--max-rejected", "0"]),
      ("stats", 0, [output]), ("stats", 1, [missing]), ("stats", 2, []),
      ("inspect", 0, [output]), ("inspect", 1, [missing]),
      ("inspect", 2, [output, "--random", "0"]),
      ("verify", 0, [output]), ("verify", 1, [missing]), ("verify", 2, [output, "x"]),
      ("verify", 4, [files.damaged]),
      ("repack", 0, [output, "-o", files.new + "r"]),
      ("repack", 1, [missing, "-o", files.new + "m"]),
      ("repack", 2, [output, "-o", output]),
      (
        "repack", 3,
        [output, "-o", files.new + "l", "--overlong", "fail", "--sequence-length", "32"]
      ),
    ] + taskCases(files) + [
      ("export", 0, [output, "--format", "jsonl"]), ("export", 1, [missing, "--format", "jsonl"]),
      ("export", 2, [output, "--format", "yaml"]),
      ("feed", 0, [output, "--batch-size", "1"]), ("feed", 1, [missing, "--batch-size", "1"]),
      ("feed", 2, [output]),
      ("encode", 0, [input]), ("encode", 1, [missing]), ("encode", 2, ["a", "b"]),
      ("decode", 0, []), ("decode", 1, [missing]), ("decode", 2, ["a", "b"]),
      ("language", 0, [input]), ("language", 1, [missing]),
      ("language", 2, [input, "--wanted", "xx"]),
      ("plan-memory", 0, []), ("plan-memory", 1, ["--model", missing + ".json"]),
      ("plan-memory", 2, ["--bits", "3"]),
      ("report", 0, [output, "--output", files.new + ".html"]),
      ("report", 1, [missing, "--output", files.new + ".html"]), ("report", 2, [output]),
      ("doctor", 0, ["--symptom", "rope_scaling must be a dictionary with two fields"]),
      ("doctor", 1, ["--symptom", "no such words"]), ("doctor", 2, ["--fix", "x"]),
      ("bench", 0, []), ("bench", 2, ["nosuch"]),
      ("bench encode", 0, [input]), ("bench encode", 1, [missing]),
      ("bench encode", 2, [input, "--threads", "0"]),
      ("setup", 1, []), ("setup", 2, ["x"]),
    ]
  }

  /// A build in tasks, from its beginning to its end.
  private static func taskCases(
    _ files: Files
  ) -> [(command: String, status: Int, arguments: [String])] {
    let run = files.new + "run"
    var cases: [(command: String, status: Int, arguments: [String])] = [
      ("task", 0, []), ("task", 2, ["nosuch"]),
      ("task init", 1, [run + "1", files.missing, "-o", files.new + "t1"]),
      ("task init", 2, [run, files.input]),
      ("task init", 0, [run, files.input, "-o", files.new + "t", "--validation", "1"]),
      ("task stages", 0, [run]), ("task stages", 2, [files.missing]),
      ("task missing", 0, [run, "encode"]), ("task missing", 1, [run, "assemble"]),
      ("task missing", 2, [run, "nosuch"]),
      ("task submit", 0, [run, "--engine", "slurm"]), ("task submit", 2, [run]),
    ]
    let stages = [
      "encode", "key", "mark", "rank", "choose", "count", "plan", "assemble", "finish",
    ]
    for (stage, next) in zip(stages, stages.dropFirst() + [""]) {
      cases.append(("task " + stage, 2, [run]))
      // Of no stage that has one task is a number needed.
      if ["choose", "plan", "finish"].contains(stage) {
        cases[cases.count - 1].arguments.append("x")
      }
      if !next.isEmpty { cases.append(("task " + next, 1, [run, "--index", "0"])) }
      cases.append(("task " + stage, 0, [run, "--index", "0", "--of", "1"]))
    }
    return cases
  }

  /// Statuses that cannot be had here: a fetch needs a network, `bench` and `task` alone do nothing,
  /// and Tests/System/tasks has two runs of a task that differ.
  private static let untried: [String: [Int]] = {
    var untried = [
      "setup": [0], "bench": [1], "task": [1], "task stages": [1], "task submit": [1],
      "task encode": [1, 4],
    ]
    for stage in ["key", "mark", "rank", "choose", "count", "plan", "assemble", "finish"] {
      untried["task " + stage] = [3, 4]
    }
    return untried
  }()

  @Test func everyStatusOfEveryHelpCanBeHad() throws {
    let files = try Files()
    let cases = Self.cases(files)
    for (command, status, arguments) in cases {
      let words = command.split(separator: " ").map(String.init)
      let outcome = try Prep.run(
        words + arguments, input: Array("[1]".utf8),
        environment: ["PREP_PYTHON": "/nowhere/python"])
      #expect(outcome.status == status, "\(command) \(arguments): \(outcome.errors)")
    }
    for command in try Self.commands() {
      let tried = cases.filter { $0.command == command }.map(\.status)
      let listed = try Self.statuses(of: command).filter { $0 != 130 }
      #expect(
        Set(tried) == Set(listed).subtracting(Self.untried[command] ?? []),
        "\(command): listed \(listed), tried \(tried)")
    }
  }

  /// All subcommands by the parser's own description, `bench encode` among them.
  private static func commands() throws -> [String] {
    struct Dump: Decodable { var command: Command }
    struct Command: Decodable {
      var commandName: String
      var shouldDisplay: Bool
      var subcommands: [Command]?

      func names(after path: String = "") -> [String] {
        (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }.flatMap {
          [path + $0.commandName] + $0.names(after: path + $0.commandName + " ")
        }
      }
    }
    let dump = try Prep.run("--experimental-dump-help")
    let names = try JSONDecoder().decode(Dump.self, from: Data(dump.output)).command.names()
    #expect(names.count >= 14)
    return names
  }

  private static func statuses(of command: String) throws -> [Int] {
    let help = try Prep.run(command.split(separator: " ").map(String.init) + ["--help"]).text
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "EXIT STATUS"), "\(command)")
    return lines[(start + 1)...].prefix { !$0.isEmpty }.compactMap {
      $0.split(separator: " ").first.flatMap { Int($0) }
    }
  }
}

import ByteIO
import Foundation
import TestSupport
import Testing

/// `prep scan` and `prep inspect FILE --line N`, as a user runs them.
@Suite struct ScanTests {
  private static let documents = Fixtures.path("documents")

  /// On every screen of 80 columns, and the same whatever the threads.
  @Test func theScreenFits() throws {
    let one = try Prep.run("scan", Self.documents, "--threads", "1")
    let many = try Prep.run("scan", Self.documents, "--threads", "4", "--all")
    #expect(one.status == 0 && one.errors.isEmpty, "\(one.errors)")
    #expect(one.text == many.text)
    for line in one.text.split(separator: "\n")
    where !line.contains("fixtures/") && !line.contains("prep build") {
      #expect(line.count <= 80, "\(line)")
    }
    #expect(one.text.contains("instructions.jsonl:58  empty_field"))
  }

  /// The suggested command is one that runs.
  @Test func theSuggestedBuildRuns() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.write(
      Array("{\"query\":\"What is two?\",\"answer\":\"A number.\"}\n".utf8),
      to: "it's $(HOME) data.jsonl")
    let scan = try Prep.run("scan", input, "--json")
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(scan.output)) as? [String: Any])
    let suggestion = try #require(json["suggestion"] as? [String: Any])
    let command = try #require(suggestion["command"] as? String)
    #expect(command.hasSuffix("--output out --map instruction=query --map response=answer"))
    let script = "cd \"$1\" && prep() { \"$0\" \"$@\"; } && " + command
    let outcome = try Prep.run("/bin/sh", ["-c", script, Prep.path, directory.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("kept      1"))
  }

  @Test(arguments: [
    (["scan"], "Missing expected argument"), (["scan", "/nowhere.jsonl"], "/nowhere.jsonl"),
    (["scan", "x", "--sample", "0"], "'0' is invalid for '--sample"),
    (["scan", "x", "--where", "="], "--where"),
  ])
  func errorsSayWhatIsWrong(arguments: [String], message: String) throws {
    let outcome = try Prep.run(arguments)
    #expect(outcome.status == 1 || outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func compressedAndPipedInputIsTheSame() throws {
    let directory = try TemporaryDirectory()
    let bytes = try FileSystem.bytes(of: Self.documents + "/instructions.jsonl")
    let plain = try directory.write(bytes, to: "plain.jsonl")
    func counts(_ outcome: Prep.Outcome) throws -> NSDictionary {
      let json = try #require(
        JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
      return json.filter { !["evidence", "suggestion"].contains($0.key) } as NSDictionary
    }
    let expected = try counts(try Prep.run("scan", plain, "--json"))
    #expect(try counts(try Prep.run(["scan", "-", "--json"], input: bytes)) == expected)
  }

  // MARK: One record of a raw file

  /// The ids are those that a build gives the record.
  @Test(arguments: ["llama-3.1", "llama-3"])
  func aRawRecordIsEncodedAsByABuild(template: String) throws {
    let directory = try TemporaryDirectory()
    let output = directory.file("out")
    let built = try Prep.run(
      "build", Self.documents, "--output", output, "--template", template, "--quiet")
    #expect(built.status == 0)
    let records = try DataSetFiles(directory: output).records()
    for record in records.filter({ $0.line % 9 == 1 }) {
      let outcome = try Prep.run(
        "inspect", record.file, "--line", String(record.line), "--template", template, "--ids")
      let rows = outcome.text.split(separator: "\n").compactMap { line -> (Int, Int)? in
        let cells = line.split(separator: " ")
        guard cells.count > 3, Int(cells[0]) != nil, let id = Int(cells[1]),
          let label = Int(cells[2])
        else { return nil }
        return (id, label)
      }
      #expect(rows.map(\.0) == record.inputIds, "\(record.file):\(record.line)")
      #expect(rows.map(\.1) == record.labels)
    }
  }

  @Test(arguments: [
    (["--line", "58"], "a build rejects it as empty_field: field 'response' is empty"),
    (["--line", "60"], "a build rejects it as malformed_json"),
  ])
  func aRejectedRecordSaysWhy(arguments: [String], message: String) throws {
    let outcome = try Prep.run(
      ["inspect", Self.documents + "/instructions.jsonl"] + arguments)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains(message), "\(outcome.text)")
  }

  @Test func placesWithoutARecordAreErrors() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      Array("\n{\"text\":\"a\",\"extra\":\"b\"}\n".utf8), to: "a.jsonl")
    func errors(_ arguments: String...) throws -> String {
      let outcome = try Prep.run(["inspect"] + arguments)
      #expect(outcome.status == 2)
      return outcome.errors
    }
    #expect(try errors(path, "--line", "1").contains("expected a record, found a blank line"))
    #expect(try errors(path, "--line", "3").contains("expected a line from 1 to 2, found 3"))
    #expect(try errors(path, "--line", "0").contains("--line expects at least 1"))
    #expect(try errors(directory.path, "--line", "1").contains("found a directory"))
    #expect(try errors(directory.path, "--map", "text=a").contains("give --line with it"))
    #expect(
      try Prep.run("inspect", path, "--line", "2").text
        .contains("fields that nothing reads: extra"))
  }
}

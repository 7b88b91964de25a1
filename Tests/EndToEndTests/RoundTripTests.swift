import ByteIO
import Foundation
import TestSupport
import Testing

/// What went in comes out: the ids of every kept record decode to its text as the chat template
/// renders it, written out here once more.
@Suite struct RoundTripTests {
  private struct Turn {
    var role: String
    var text: String
  }

  /// The turns of a record of `fixtures/documents`, or its plain text.
  private static func turns(_ record: [String: Any]) -> (turns: [Turn], text: String?) {
    func text(_ key: String) -> String? { record[key] as? String }
    if let messages = record["messages"] as? [[String: Any]] {
      return (
        messages.map {
          Turn(role: $0["role"] as? String ?? "", text: $0["content"] as? String ?? "")
        }, nil
      )
    }
    if let messages = record["conversations"] as? [[String: Any]] {
      let roles = ["human": "user", "gpt": "assistant"]
      return (
        messages.map {
          let from = $0["from"] as? String ?? ""
          return Turn(role: roles[from] ?? from, text: $0["value"] as? String ?? "")
        }, nil
      )
    }
    for (prompt, answer) in [
      ("instruction", "response"), ("instruction", "output"), ("prompt", "completion"),
      ("question", "answer"),
    ] {
      guard let asked = text(prompt), let said = text(answer) else { continue }
      let input = answer == "output" ? text("input") ?? "" : ""
      return (
        [
          Turn(role: "user", text: asked + (input.isEmpty ? "" : "\n\n" + input)),
          Turn(role: "assistant", text: said),
        ], nil
      )
    }
    return ([], text("text"))
  }

  private static func rendering(_ record: [String: Any]) -> String {
    let (turns, text) = turns(record)
    if let text { return "<|begin_of_text|>" + text + "<|end_of_text|>" }
    func trimmed(_ text: String) -> String {
      text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    var rest = turns[...]
    var system = ""
    if rest.first?.role == "system" { system = trimmed(rest.removeFirst().text) }
    let head =
      "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
      + "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n\(system)<|eot_id|>"
    return rest.reduce(head) { text, turn in
      text + "<|start_header_id|>\(turn.role)<|end_header_id|>\n\n\(trimmed(turn.text))<|eot_id|>"
    }
  }

  @Test(arguments: ["instructions.jsonl", "conversations.jsonl"])
  func keptRecordsDecodeToWhatWentIn(name: String) throws {
    let directory = try TemporaryDirectory()
    let input = Fixtures.path("documents/" + name)
    let files = DataSetFiles(directory: directory.file("out"))
    #expect(
      try Prep.run("build", input, "--output", files.directory, "--pack", "concat").status == 0)
    let lines = try FileSystem.bytes(of: input)
      .split(separator: 0x0A, omittingEmptySubsequences: false)
    let records = try files.records()
    #expect(records.count > 15)
    let ids = try records.map {
      String(decoding: try JSONEncoder().encode($0.inputIds), as: UTF8.self)
    }.joined(separator: "\n")
    let decoded = try Prep.run(["decode", "--json-lines"], input: Array(ids.utf8))
    let texts = try decoded.output.split(separator: 0x0A).map {
      try JSONDecoder().decode(String.self, from: Data($0))
    }
    try #require(texts.count == records.count)
    for (record, text) in zip(records, texts) {
      let object = try JSONSerialization.jsonObject(with: Data(lines[record.line - 1]))
      let expected = Self.rendering(try #require(object as? [String: Any]))
      // Compared by bytes: equal strings may be of different ones.
      #expect(Array(text.utf8) == Array(expected.utf8), "\(name):\(record.line)")
    }
  }
}

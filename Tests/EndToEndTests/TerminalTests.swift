import ByteIO
import Export
import Foundation
import Glibc
import TestSupport
import Testing

/// No text of a stranger drives the terminal, whichever command prints it.
@Suite struct TerminalTests {
  /// A data set of records, sources and file names that are bombs, with parts kept, a validation
  /// split and rejected records; `base` is its directory.
  private final class Bombs: Sendable {
    static let shared = Result { try Bombs() }

    let directory: TemporaryDirectory
    let base: String
    let input: String

    init() throws {
      directory = try TemporaryDirectory()
      let bomb = JSONWriter.line(.string(EscapeBomb.text))
      let record = #"{"instruction":\#(bomb),"response":\#(bomb),"source_dataset":\#(bomb)}"#
      // Ten of them, since some are set aside for validation; what cannot be read is shown raw.
      let lines =
        (0..<10).map { record.replacing("owned", with: "\($0)") } + [
          #"{"instruction":7,"response":\#(bomb)}"#, "{\"instruction\":\"\(EscapeBomb.text)",
          #"{\#(bomb):1}"#,
        ]
      // No byte of a bomb is a slash or zero: it can be a name.
      input = try directory.write(
        lines.joined(separator: "\n") + "\n", to: EscapeBomb.text + ".jsonl")
      base = directory.file("base" + EscapeBomb.text)
      let outcome = try Prep.run(
        "build", input, "--output", base, "--keep-parts", "--validation", "3", "--language", "en",
        "--language-policy", "translation")
      #expect(outcome.status == 0, "\(outcome.errors)")
      TerminalTests.check(outcome, "build")
    }

    /// A copy of the data set in `directory`, under a name without a bomb.
    func copy(to directory: TemporaryDirectory) throws -> String {
      let path = directory.file("copy")
      try FileSystem.removeTree(path)
      try FileManager.default.copyItem(atPath: base, toPath: path)
      return path
    }
  }

  /// Nothing live on either stream, and no crash.
  fileprivate static func check(_ outcome: Prep.Outcome, _ what: String) {
    #expect(!EscapeBomb.isLive(in: outcome.text), "\(what): standard output")
    #expect(!EscapeBomb.isLive(in: outcome.errors), "\(what): standard error")
    #expect(outcome.status < 128 || outcome.status == 130, "\(what): status \(outcome.status)")
  }

  private static func check(_ arguments: [String], input: [UInt8]? = nil) throws {
    check(try Prep.run(arguments, input: input), VisibleArguments.text(arguments))
  }

  /// Arguments as a message may show them.
  private enum VisibleArguments {
    static func text(_ arguments: [String]) -> String {
      arguments.map { $0.replacing(EscapeBomb.text, with: "BOMB") }.joined(separator: " ")
    }
  }

  @Test func everyCommandShowsHostileDataHarmlessly() throws {
    let bombs = try Bombs.shared.get()
    let directory = try TemporaryDirectory()
    let (base, input) = (bombs.base, bombs.input)
    let out = directory.file("out")
    let notReadable = try directory.write("PK\u{3}\u{4}", to: "names/" + EscapeBomb.text)
    for arguments in [
      ["stats", base], ["verify", base], ["inspect", base], ["inspect", base, "--ids"],
      ["inspect", base, "--random", "3"], ["inspect", base, "--split", "validation"],
      ["inspect", base, "--row", "999"], ["inspect", base, "--rejected", "all"],
      ["inspect", base, "--source", input + ":1"], ["inspect", base, "--source", input + ":11"],
      ["inspect", base, "--source", input + ":99"], ["inspect", base, "--source", input + "x:1"],
      ["repack", base, "--output", out + EscapeBomb.text, "--seed", "1"],
      ["repack", base, "--output", base], ["feed", base, "--batch-size", "2"],
      ["feed", base, "--batch-size", "2", "--digest"], ["bench", "encode", input],
      ["export", base, "--format", "megatron", "--output", out + "-megatron"],
      ["export", base, "--format", "npy", "--output", base + "/x"],
      ["export", base, "--format", "mds", "--output", input], ["encode", input],
      ["language", input],
      // Now what the user himself may have copied from a stranger's page.
      ["build", input, "--output", out, "--cap", "nosuch=5"],
      ["build", directory.file("names"), "--output", out],
      ["build", notReadable, "--output", out], ["build", input + "x", "--output", out],
      ["build", input, "--output", input], ["stats", out + EscapeBomb.text + "x"],
    ] { try Self.check(arguments) }
  }

  @Test func everyMessageShowsHostileArgumentsHarmlessly() throws {
    let bombs = try Bombs.shared.get()
    let directory = try TemporaryDirectory()
    let (base, input) = (bombs.base, bombs.input)
    let out = directory.file("out")
    let bomb = EscapeBomb.text
    let patterns = try directory.write("regex:(\(bomb)\n", to: "patterns")
    for option in [
      "--language", "--template", "--pack", "--dedup", "--cap", "--validation", "--validation-file",
      "--max-rejected", "--max-dropped", "--map", "--where", "--tokenizer", "--reject-patterns",
      "--unit-size",
      "--language-engine", "--date", "--system", bomb,
    ] {
      try Self.check(["build", input, "--output", out, option, bomb, "--overwrite", "--quiet"])
    }
    for text in ["\(bomb): 1", "language: \(bomb)", "[\(bomb)", "seed: {\(bomb): 1}"] {
      let file = try directory.write(text, to: "prep\(bomb).yaml")
      try Self.check(["build", input, "--output", out, "--config", file])
    }
    let broken = Array("{\"\(bomb)\": [\(bomb)\n".utf8)
    for arguments in [
      ["build", input, "--output", out, "--reject-patterns", patterns],
      ["encode", "--json-lines"], ["decode", "--json-lines"], ["decode"],
      ["language", "--json-lines"], ["language", "--wanted", bomb],
    ] { try Self.check(arguments, input: broken) }
    for arguments in [
      [bomb], ["help", bomb], ["stats", base, "--" + bomb], ["inspect", base, "--split", bomb],
      ["inspect", base, "--rejected", bomb], ["inspect", base, "--source", bomb],
      ["inspect", base, "--row", bomb], ["export", base, "--format", bomb],
      ["export", base, "--format", "jsonl", "--split", bomb],
      ["export", base, "--format", "jsonl", "--output", base + "/" + bomb],
      ["feed", base, "--batch-size", bomb], ["feed", base, "--batch-size", "1", "--state", bomb],
      ["feed", base, base, "--batch-size", "1", "--weights", bomb],
      ["verify", base, bomb, "--repair"], ["bench", "encode", bomb], ["encode", bomb],
      ["decode", bomb], ["language", bomb], ["repack", base, "--output", base + "/" + bomb],
    ] { try Self.check(arguments) }
  }

  /// A line end in a name begins no line that could be taken for a message of its own.
  @Test func aNameStaysOnItsLine() throws {
    let directory = try TemporaryDirectory()
    let forged = "\nprep: all is well"
    let record = #"{"instruction":"Say it.","response":"It."}"# + "\n"
    let input = try directory.write(record, to: "in\(forged).jsonl")
    let foreign = try directory.write("PK\u{3}\u{4}", to: "zip\(forged)")
    let config = try directory.write("seed: [", to: "prep\(forged).yaml")
    let patterns = try directory.write("/(/\n", to: "patterns\(forged)")
    let out = directory.file("out\(forged)")
    func check(_ arguments: String...) throws -> Int {
      let outcome = try Prep.run(arguments)
      for line in (outcome.text + outcome.errors).split(separator: "\n") {
        #expect(!line.hasPrefix("prep: all is well"), "\(arguments): \(outcome.errors)")
      }
      #expect((outcome.text + outcome.errors).contains("␊prep: all is well"), "\(arguments)")
      return outcome.status
    }
    #expect(try check("build", input, "--output", out) == 0)
    // Several lines are ours, and each name in them stays in its own.
    let other = try directory.write(record, to: "other\(forged)")
    #expect(try check("build", other, "--output", out) == 2)
    for arguments in [
      [input + "x", "--output", out], [foreign, "--output", out + "x"],
      [input, "--output", out + "x", "--config", config],
      [input, "--output", out + "x", "--reject-patterns", patterns],
      [input, "--output", out + "x", "--tokenizer", patterns],
      [input, "--output", out + "x", "--validation-file", input + "x"],
      [input, "--output", input], [input, "--output", out + "x", "--seed", "1" + forged],
      [input, "--output", out + "x", "--" + forged],
    ] {
      let outcome = try Prep.run(["build"] + arguments)
      #expect(outcome.status != 0)
      let lines = (outcome.text + outcome.errors).split(separator: "\n")
      #expect(!lines.contains { $0.hasPrefix("prep: all is well") }, "\(outcome.errors)")
    }
    #expect(try check("verify", out) == 0)
    #expect(try check("inspect", out) == 0)
    #expect(try check("inspect", out, "--source", input + ":9") == 1)
    #expect(try check("stats", out + "x") == 1)
    #expect(try check("encode", input + "x") == 1)
    #expect(try check("feed", out + "x", "--batch-size", "1") == 1)
    #expect(try check("export", out, "--format", "jsonl", "--output", out + "/x") == 2)
    #expect(try check("export", out, "--format", "jsonl", "--output", input) == 2)
    try FileSystem.write([0], to: out + "/plan")
    #expect(try check("verify", out) == 4)
    #expect(try check("verify", out, "--repair") == 0)
    try FileSystem.write([0], to: out + "/run-log.json")
    #expect(try check("stats", out) == 0)
  }

  @Test func everyStringOfAForgedManifestIsShownHarmlessly() throws {
    let bombs = try Bombs.shared.get()
    let directory = try TemporaryDirectory()
    let copy = try bombs.copy(to: directory)
    let manifest = try EscapeBomb.json(copy + "/manifest.json")
    for (index, variant) in EscapeBomb.variants(of: manifest).enumerated() {
      try FileSystem.write(Seal.manifest(variant), to: copy + "/manifest.json")
      // All read the manifest alike, and show other parts of it: each is tried on some.
      let commands = [["stats"], ["inspect", "--rejected", "all"], ["feed", "--batch-size", "2"]]
      for command in [["verify"], commands[index % commands.count]] {
        try Self.check([command[0], copy] + command.dropFirst())
      }
    }
    // What repair says of the inputs and files it looks for.
    for member in ["inputs", "files"] {
      for changed in EscapeBomb.variants(of: [member: manifest.member(member)]) {
        let members = manifest.members.map {
          $0.key == member ? JSONValue.Member(member, changed.member(member)) : $0
        }
        try FileSystem.write(Seal.manifest(.object(members)), to: copy + "/manifest.json")
        try FileSystem.write([0], to: copy + "/plan")
        try Self.check(["verify", copy, "--repair"])
      }
    }
  }

  @Test func everyStringOfForgedDocumentsIsShownHarmlessly() throws {
    let bombs = try Bombs.shared.get()
    let directory = try TemporaryDirectory()
    for (name, commands) in [
      ("report.json", [["stats"]]), ("run-log.json", [["stats"], ["verify"]]),
    ] {
      let copy = try bombs.copy(to: directory)
      for variant in EscapeBomb.variants(of: try EscapeBomb.json(copy + "/" + name)) {
        try EscapeBomb.put(Array(JSONWriter.pages(variant).utf8), as: name, in: copy)
        for command in commands { try Self.check([command[0], copy]) }
      }
    }
    let copy = try bombs.copy(to: directory)
    let rejected = "rejected/00000.jsonl"
    let lines = try FileSystem.bytes(of: copy + "/" + rejected).split(separator: 0x0A)
    for line in lines {
      let record = try JSONReader(parsing: Array(line).span).value
      for variant in EscapeBomb.variants(of: record) {
        try EscapeBomb.put(
          Array((JSONWriter.line(variant) + "\n").utf8), as: rejected, in: copy)
        try Self.check(["inspect", copy, "--rejected", "all"])
      }
    }
    try EscapeBomb.put(Array(EscapeBomb.text.utf8), as: rejected, in: copy)
    try Self.check(["inspect", copy, "--rejected", "all"])
    try EscapeBomb.put(Array("{\(EscapeBomb.text)".utf8), as: "report.json", in: copy)
    try Self.check(["stats", copy])
  }

  /// Programs get the very bytes; a screen gets the same JSON with those characters escaped.
  @Test func jsonOnAScreenIsTheSameValueEscaped() throws {
    let bombs = try Bombs.shared.get()
    for arguments in [
      ["stats", bombs.base, "--json"],
      ["export", bombs.base, "--format", "jsonl", "--unpacked", "--split", "validation"],
    ] {
      let bytes = try Prep.run(arguments).output
      let screen = try Self.onScreen(arguments)
      #expect(!EscapeBomb.isLive(in: String(decoding: screen, as: UTF8.self)))
      #expect(EscapeBomb.isLive(in: String(decoding: bytes, as: UTF8.self)))
      let values = try [bytes, screen].map { bytes in
        try JSONReader(parsing: (Array("[".utf8) + Self.joined(bytes) + Array("]".utf8)).span).value
      }
      #expect(values[0] == values[1])
    }
  }

  @Test(arguments: ExportFormats.namesOfFiles)
  func everyExportToAScreenIsShownHarmlessly(format: String) throws {
    let bombs = try Bombs.shared.get()
    let screen = try Self.onScreen(["export", bombs.base, "--format", format, "--unpacked"])
    #expect(!screen.isEmpty)
    #expect(!EscapeBomb.isLive(in: String(decoding: screen, as: UTF8.self)))
  }

  /// JSON Lines as the inside of an array; a document of several lines as it is.
  private static func joined(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.starts(with: Array("{\n".utf8)) else { return bytes }
    return Array(bytes.split(separator: 0x0A).joined(separator: [0x2C]))
  }

  /// What a run writes to a terminal as its standard output.
  private static func onScreen(_ arguments: [String]) throws -> [UInt8] {
    let file = try TemporaryDirectory()
    let quoted = ([Prep.path] + arguments).map {
      "'" + $0.replacing("'", with: #"'\''"#) + "'"
    }.joined(separator: " ")
    // Outside raw mode a terminal would turn line ends into two bytes, and show the input's end.
    let outcome = try Prep.run(
      "/usr/bin/script", ["-qec", "stty raw; " + quoted, "-E", "never", file.file("typescript")])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }
}

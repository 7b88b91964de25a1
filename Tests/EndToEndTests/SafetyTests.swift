import ByteIO
import Foundation
import TestSupport
import Testing

/// Nobody's files are touched: what is in the way, links that lead elsewhere, directories of others.
@Suite struct SafetyTests {
  private static let golden = Fixtures.path("shards/golden")
  private static let input = Fixtures.path("documents/instructions.jsonl")

  let directory: TemporaryDirectory
  /// What must be as it is after every test.
  let victim: String

  init() throws {
    directory = try TemporaryDirectory()
    victim = directory.file("victim")
    for name in ["thesis.md", "repair/thesis.md", "parts/00000.part", "shards/train-00000.shard"] {
      try directory.write("mine", to: "victim/" + name)
    }
  }

  private func expectVictimUntouched() throws {
    let contents = try DataSetFiles(directory: victim).contents()
    #expect(
      contents.keys.sorted()
        == ["parts/00000.part", "repair/thesis.md", "shards/train-00000.shard", "thesis.md"])
    #expect(contents.values.allSatisfy { $0 == Array("mine".utf8) })
  }

  private func copyGolden(to name: String) throws -> String {
    for (file, bytes) in try DataSetFiles(directory: Self.golden).contents() {
      try directory.write(bytes, to: name + "/" + file)
    }
    return directory.file(name)
  }

  /// A data set of a stranger's, such as a tar file gives, is verified, repaired and overwritten.
  @Test(arguments: ["work", "work/repair", "work/parts", "shards", "rejected"])
  func linkInADataSetLeadsNowhere(name: String) throws {
    let set = try copyGolden(to: "set")
    try FileSystem.removeTree(set + "/" + name)
    try FileSystem.makeDirectories(FileSystem.directory(of: set + "/" + name))
    #expect(
      symlink("../".appending(name.contains("/") ? "../victim" : "victim"), set + "/" + name) == 0)
    _ = try Prep.run("verify", set)
    _ = try Prep.run("verify", set, Self.input, "--repair")
    try expectVictimUntouched()
    let overwrite = try Prep.run("build", Self.input, "--output", set, "--overwrite", "--quiet")
    #expect(overwrite.status == 2)
    #expect(overwrite.errors.contains("'\(name)'"), "\(overwrite.errors)")
    try expectVictimUntouched()
  }

  /// A file of a data set that is a link is replaced by a repair; where it led stays as it was.
  @Test func repairReplacesALinkAndNotItsTarget() throws {
    let set = directory.file("set")
    let build = ["build", Self.input, "--output", set, "--quiet"]
    #expect(try Prep.run(build).status == 0)
    let whole = try DataSetFiles(directory: set).contents()
    let shard = set + "/shards/train-00000.shard"
    try FileSystem.removeFile(shard)
    #expect(symlink(victim + "/shards/train-00000.shard", shard) == 0)
    let repair = try Prep.run("verify", set, "--repair")
    #expect(repair.status == 0, "\(repair.errors)")
    #expect(try DataSetFiles(directory: set).contents() == whole)
    try expectVictimUntouched()
  }

  /// Data sets in a cache of links are read, as hubs lay them out.
  @Test func dataSetOfLinksIsRead() throws {
    let set = directory.file("blobs")
    #expect(try Prep.run("build", Self.input, "--output", set, "--quiet").status == 0)
    try FileSystem.makeDirectories(directory.file("links/shards"))
    for (name, _) in try DataSetFiles(directory: set).contents() {
      try FileSystem.makeDirectories(
        FileSystem.directory(of: directory.file("links/" + name)))
      #expect(symlink(set + "/" + name, directory.file("links/" + name)) == 0)
    }
    for command in [
      ["verify"], ["stats"], ["inspect", "--rejected", "all"], ["feed", "--batch-size", "1"],
    ] {
      let outcome = try Prep.run([command[0], directory.file("links")] + command.dropFirst())
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  @Test func temporaryNamesAreNotForeseen() throws {
    // What former versions wrote through, and what it led to.
    for name in ["e.jsonl.tmp", "report.jsonl.tmp", "out/work/build.json.tmp"] {
      try FileSystem.makeDirectories(FileSystem.directory(of: directory.file(name)))
      #expect(symlink(victim + "/thesis.md", directory.file(name)) == 0)
    }
    let export = [
      "export", Self.golden, "--format", "jsonl", "--output", directory.file("e.jsonl"),
    ]
    #expect(try Prep.run(export).status == 0)
    let build = ["build", Self.input, "--quiet", "--language", "en", "--output"]
    #expect(try Prep.run(build + [directory.file("out")]).status == 2)
    let report = ["--language-report", directory.file("report.jsonl")]
    #expect(try Prep.run(build + [directory.file("other")] + report).status == 0)
    try expectVictimUntouched()
    for name in ["e.jsonl.tmp", "report.jsonl.tmp"] {
      #expect(readlink(directory.file(name)) == victim + "/thesis.md")
    }
  }

  /// A result that is one file replaces an earlier result of its kind, and nothing else.
  @Test func aFileIsReplacedByItsOwnKindAlone() throws {
    let (input, report) = (directory.file("data.jsonl"), directory.file("report.jsonl"))
    try directory.write(
      #"{"text":"A sentence in English, and one more of them."}"# + "\n", to: "data.jsonl")
    try directory.write("sorry\n", to: "patterns.txt")
    try directory.write("skip-test-data: true\n", to: "prep.yaml")
    #expect(link(input, directory.file("hard.jsonl")) == 0)
    #expect(link(directory.file("patterns.txt"), directory.file("hard.txt")) == 0)
    let build = [
      "build", input, "--quiet", "--language", "en", "--reject-patterns",
      directory.file("patterns.txt"), "--output",
    ]
    let names = ["patterns.txt", "prep.yaml", "hard.jsonl", "hard.txt", "data.jsonl"]
    let before = try names.map { try FileSystem.bytes(of: directory.file($0)) }
    for name in names {
      let outcome = try Prep.run(
        build + [directory.file("out"), "--language-report", directory.file(name)])
      #expect(outcome.status == 2, "\(name): \(outcome.errors)")
      #expect(outcome.errors.contains("the language report"), "\(outcome.errors)")
      let export = try Prep.run(
        "export", Self.golden, "--format", "jsonl", "--output", directory.file(name))
      #expect(export.status == 2, "\(name): \(export.errors)")
      #expect(export.errors.contains("is no export to JSON Lines"), "\(export.errors)")
    }
    #expect(try names.map { try FileSystem.bytes(of: directory.file($0)) } == before)
    #expect(!FileSystem.exists(directory.file("out")))

    try directory.write([], to: "report.jsonl")
    for _ in 0..<2 {
      let outcome = try Prep.run(
        build + [directory.file("out"), "--overwrite", "--language-report", report])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let export = [
      "export", Self.golden, "--format", "jsonl", "--output", directory.file("e.jsonl"),
    ]
    #expect(try Prep.run(export).status == 0)
    let whole = try FileSystem.bytes(of: directory.file("e.jsonl"))
    #expect(try Prep.run(export + ["--split", "train"]).status == 0)
    #expect(try Prep.run(export).status == 0)
    #expect(try FileSystem.bytes(of: directory.file("e.jsonl")) == whole)
    // An earlier report that is the input, under another name.
    let line =
      #"{"file":"a","line":1,"field":"response 1","language":"en","confidence":0.5,"#
      + #""decision":"drop","why":"language","margin":0.1,"excerpt":"a","text":"A sentence."}"#
    let old = try directory.write(line + "\n", to: "old.jsonl")
    #expect(link(old, directory.file("older.jsonl")) == 0)
    let outcome = try Prep.run(
      "build", old, "--quiet", "--language", "en", "--output", directory.file("other"),
      "--language-report", directory.file("older.jsonl"))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("which is read"), "\(outcome.errors)")
  }

  /// Not even a file that could be an earlier report, where the same command reads it.
  @Test func theLanguageReportReplacesNoFileThatIsRead() throws {
    let line =
      #"{"file":"a","line":1,"field":"response 1","language":"en","confidence":0.5,"#
      + #""decision":"drop","why":"language","margin":0.1,"excerpt":"a"}"# + "\n"
    let input = try directory.write(line, to: "data.jsonl")
    let names = ["report-like-patterns", "empty.yaml"]
    for (name, text) in zip(names, [line, ""]) {
      try directory.write(text, to: name)
      #expect(link(directory.file(name), directory.file("hard-" + name)) == 0)
    }
    for name in names {
      let option = name.hasSuffix("yaml") ? "--config" : "--reject-patterns"
      for report in [name, "hard-" + name] {
        let before = try FileSystem.bytes(of: directory.file(report))
        let outcome = try Prep.run(
          "build", input, "--output", directory.file("out"), "--quiet", "--language", "en", option,
          directory.file(name), "--language-report", directory.file(report))
        #expect(outcome.status == 2, "\(report): \(outcome.errors)")
        #expect(outcome.errors.contains("which is read"), "\(outcome.errors)")
        #expect(try FileSystem.bytes(of: directory.file(report)) == before)
      }
    }
    // What comes through standard input has a name too.
    let outcome = try Prep.run(
      "/bin/sh",
      [
        "-c", #"exec "$0" build - --output "$1" --language en --language-report "$2" <"$2""#,
        Prep.path, directory.file("out"), input,
      ])
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(try FileSystem.bytes(of: input) == Array(line.utf8))
    #expect(!FileSystem.exists(directory.file("out")))
  }

  /// Other tools write lines that begin as an export's do.
  @Test(arguments: [
    #"{"input_ids":[1,2],"attention_mask":[1,1]}"#, #"{"input_ids":[1,2],"labels":[1,2]}"#,
    #"{"input_ids": [1, 2], "labels": [1, 2], "segment_lengths": [2]}"#,
    #"{"input_ids":[1],"labels":[1],"split":"train"}"#, #"{"input_ids":"#, #"{"input_ids":[1"#,
  ])
  func anExportReplacesNoFileOfAnotherTool(line: String) throws {
    let file = try directory.write(line + "\n", to: "e.jsonl")
    let export = ["export", Self.golden, "--format", "jsonl", "--output", file]
    let outcome = try Prep.run(export)
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("is no export to JSON Lines"), "\(outcome.errors)")
    #expect(try FileSystem.bytes(of: file) == Array((line + "\n").utf8))
    // Rows and records replace each other.
    try directory.write("", to: "e.jsonl")
    for more in [[], ["--unpacked"], ["--unpacked"], []] {
      let outcome = try Prep.run(export + more)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  /// A limit on file sizes, as a shell or a batch system sets, is an error and no death.
  @Test func aLimitOnFileSizesIsSaid() throws {
    let output = directory.file("out")
    let commands = [
      ["build", Self.input, "--quiet", "--output", output],
      ["export", Self.golden, "--format", "jsonl", "--output", output],
      ["export", Self.golden, "--format", "npy", "--output", output],
    ]
    for command in commands {
      let before = try FileSystem.names(in: directory.path).sorted()
      let outcome = try Prep.run(
        "/bin/sh", ["-c", #"ulimit -f 1 && exec "$0" "$@""#, Prep.path] + command)
      #expect(outcome.status == 1, "\(command): \(outcome.status)")
      #expect(outcome.errors.contains("File too large"), "\(outcome.errors)")
      if command[0] == "export" {
        #expect(try FileSystem.names(in: directory.path).sorted() == before)
      }
      try? FileSystem.removeTree(output)
    }
  }

  /// What names no file is refused before anything is read.
  @Test func anOutputWithoutANameIsRefused() throws {
    for name in ["", "/", directory.path + "/"] {
      for (format, status) in [("jsonl", 1), ("npy", 2)] {
        let outcome = try Prep.run(
          "export", Self.golden, "--format", format, "--output", name)
        // A directory that is there, with slashes after it, is that directory.
        #expect([status, 2].contains(outcome.status), "\(format) '\(name)': \(outcome.errors)")
        #expect(!outcome.errors.contains("rename"), "\(outcome.errors)")
      }
    }
  }

  @Test func ownFilesBesideAnOutputStay() throws {
    for name in ["e.jsonl.tmp", "ex.prep-export/thesis", "ex.0123456789abcdef.prep-export/thesis"] {
      try directory.write("mine", to: name)
    }
    for (format, name) in [("jsonl", "e.jsonl"), ("npy", "ex")] {
      let outcome = try Prep.run(
        "export", Self.golden, "--format", format, "--output", directory.file(name))
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    for name in ["e.jsonl.tmp", "ex.prep-export/thesis", "ex.0123456789abcdef.prep-export/thesis"] {
      #expect(try FileSystem.bytes(of: directory.file(name)) == Array("mine".utf8))
    }
  }

  @Test(arguments: ["npy", "megatron", "mds"])
  func exportFollowsNoLinkAtItsPlace(format: String) throws {
    for name in ["ex.prep-export", "ex.0123456789abcdef.prep-export"] {
      #expect(symlink(victim, directory.file(name)) == 0)
    }
    let outcome = try Prep.run(
      "export", Self.golden, "--format", format, "--output", directory.file("ex"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    try expectVictimUntouched()
    #expect(readlink(directory.file("ex")) == nil)
    // A link at the export's own place, even one that leads nowhere, is not replaced.
    #expect(symlink(directory.file("nowhere"), directory.file("link")) == 0)
    let onto = try Prep.run(
      "export", Self.golden, "--format", format, "--output", directory.file("link"))
    #expect(onto.status == 2)
    #expect(readlink(directory.file("link")) == directory.file("nowhere"))
  }

  @Test(arguments: ["manifest.json", "work/build.json"])
  func directoryOfSomebodyElseIsNotOverwritten(record: String) throws {
    let files = [
      record: #"{"name":"My PWA"}"#, "work/thesis.md": "mine", "shards/mine.bin": "mine",
    ]
    for (name, text) in files { try directory.write(text, to: "app/" + name) }
    for more in [[], ["--overwrite"]] {
      let outcome = try Prep.run(
        ["build", Self.input, "--output", directory.file("app"), "--quiet"] + more)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("such as '"), "\(outcome.errors)")
      #expect(!outcome.errors.contains("--overwrite"), "\(outcome.errors)")
    }
    let contents = try DataSetFiles(directory: directory.file("app")).contents()
    #expect(contents == files.mapValues { Array($0.utf8) })
  }

  /// Fed with its own rejected records through a link: found before anything is removed.
  @Test func overwritingDoesNotRemoveTheInput() throws {
    let set = directory.file("set")
    #expect(try Prep.run("build", Self.input, "--output", set, "--quiet").status == 0)
    let before = try DataSetFiles(directory: set).contents()
    try FileSystem.makeDirectories(directory.file("in"))
    #expect(symlink("../set/report.json", directory.file("in/b.jsonl")) == 0)
    let outcome = try Prep.run(
      "build", Self.input, directory.file("in"), "--output", set, "--overwrite", "--quiet")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("is a file of the output"), "\(outcome.errors)")
    #expect(try DataSetFiles(directory: set).contents() == before)
  }

  @Test func savedStateReplacesNothingButAState() throws {
    let set = try copyGolden(to: "set")
    let state = directory.file("state.json")
    func feed(_ path: String) throws -> Prep.Outcome {
      try Prep.run("feed", set, "--batch-size", "1", "--batches", "1", "--save-state", path)
    }
    for _ in 0..<2 { #expect(try feed(state).status == 0) }
    let saved = try FileSystem.bytes(of: state)
    #expect(symlink(state, directory.file("link")) == 0)
    for path in [
      set + "/manifest.json", set + "/new.json", victim + "/thesis.md", victim,
      directory.file("link"),
    ] {
      let outcome = try feed(path)
      #expect(outcome.status == 2, "\(path): \(outcome.errors)")
      #expect(outcome.errors.contains("--save-state"), "\(outcome.errors)")
    }
    #expect(try FileSystem.bytes(of: state) == saved)
    #expect(try Prep.run("verify", set).status == 0)
    try expectVictimUntouched()
  }

  /// Files that would keep a reader waiting, or that never end.
  @Test(arguments: ["report.json", "run-log.json", "rejected/00000.jsonl", "manifest.json", "plan"])
  func filesThatAreNoFilesAreRefused(name: String) throws {
    let commands = [
      ["stats"], ["verify"], ["inspect", "--rejected", "all"], ["inspect", "--random", "1"],
      ["feed", "--batch-size", "1"],
    ]
    for kind in ["pipe", "/dev/zero"] {
      let set = try copyGolden(to: "set")
      try FileSystem.removeFile(set + "/" + name)
      if kind == "pipe" {
        try directory.makePipe("set/" + name)
      } else {
        #expect(symlink(kind, set + "/" + name) == 0)
      }
      for command in commands {
        let outcome = try Prep.run(
          "/usr/bin/timeout",
          ["20", Prep.path, command[0], set] + Array(command.dropFirst()))
        #expect([0, 1, 4].contains(outcome.status), "\(command) \(kind): \(outcome)")
      }
      try FileSystem.removeTree(set)
    }
  }

  private func readlink(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }
}

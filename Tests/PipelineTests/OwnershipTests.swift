import ByteIO
import Foundation
import Shards
import TestSupport
import Testing

@testable import Pipeline

/// What a build takes for its own, and so may remove, and what it leaves alone.
@Suite struct OwnershipTests {
  @Test(arguments: [
    "manifest.json", "plan", "report.json", "run-log.json", "shards/train-00000.shard",
    "rejected/00000.jsonl", "work/build.json", "work/kept", "work/parts/00000-00000.part",
    "work/parts/00012-123456.json", "work/parts/123456-00000.borderline",
    // As earlier versions named them.
    "work/parts/00000.part", "work/parts/123456.json", "work/parts/00000.borderline",
    "work/shards/0123456789abcdef0123456789abcdef/train-00000.json",
    "work/repair/shards/validation-00000.shard", "work/repair/work/parts/00000-00000.part",
  ])
  func namesThatBuildsGive(name: String) {
    #expect(OwnNames.isFile(name))
    #expect(!OwnNames.isTemporary(name))
    // Until they are whole, and up to version 0.1.
    for suffix in [".0123456789abcdef.tmp", ".tmp"] {
      #expect(OwnNames.isFile(name + suffix))
      #expect(OwnNames.isTemporary(name + suffix))
    }
  }

  @Test(arguments: [
    "notes.txt", "shards/mine.bin", "shards/train-0.shard", "work/thesis.md",
    "work/parts/mine.part", "work/parts/00000-0000.part", "work/parts/00000-000001.part",
    "work/parts/00000-00000-00000.part", "work/parts/00000-.json", "work/parts/-00000.json",
    "work/parts/00000-99999999999.part", "work/parts/00000-00000.txt",
    "work/parts/+0000-00000.part",
    "rejected/notes.jsonl", "shards", "", "manifest.json.bak", "work/repair/thesis.md",
    "work/shards/mine/train-00000.json", "notes.txt.tmp", "manifest.json.0123456789abcdeg.tmp",
    "work/shards/0123456789abcdef0123456789abcdef/mine.json", "a/manifest.json",
  ])
  func namesThatNoBuildGives(name: String) {
    #expect(!OwnNames.isFile(name))
  }

  @Test func finishedDataSetIsOurs() throws {
    let build = try TestBuild(TestBuild.records(40))
    try build.run()
    #expect(try OutputDirectory(build.output).foreignName() == nil)
    build.options.keepsParts = true
    build.options.overwrites = true
    try build.run()
    #expect(try OutputDirectory(build.output).foreignName() == nil)
  }

  /// A manifest accounts for its files: one more, of the right shape, is somebody else's.
  @Test(arguments: [
    "rejected/00009.jsonl", "shards/train-00999.shard", "notes.txt", "shards/notes.txt",
    "work/thesis",
  ])
  func fileThatTheManifestDoesNotListIsForeign(name: String) throws {
    let build = try TestBuild(TestBuild.records(40))
    try build.run()
    try build.directory.write("thesis", to: "out/" + name)
    #expect(try OutputDirectory(build.output).foreignName() == name)
    build.options.overwrites = true
    let error = #expect(throws: Fault.self) { try build.run() }
    #expect("\(error!)".contains(name), "\(error!)")
    #expect(try FileSystem.bytes(of: build.directory.file("out/" + name)) == Array("thesis".utf8))
  }

  /// Names that builds give prove nothing: what holds something else is somebody else's, beside a
  /// finished data set and in the directory of a begun build, with `--overwrite` and without.
  @Test(arguments: [
    "plan.tmp", "report.json.tmp", "manifest.json.tmp", "run-log.json.tmp",
    "shards/train-00000.shard.tmp", "rejected/00009.jsonl.tmp", "work/parts/00777.part",
    "work/parts/00777-00000.part", "work/parts/00777-00000.json",
    "work/parts/00777-00000.borderline", "work/kept",
    "work/shards/0123456789abcdef0123456789abcdef/train-00000.json", "run-log.json",
    "work/repair/report.json",
    // A manifest accounts for these; the record of a begun build does not.
    "plan", "report.json", "shards/train-00077.shard", "rejected/00003.jsonl",
  ])
  func fileThatBeginsOtherwiseIsForeign(name: String) throws {
    let build = try TestBuild(TestBuild.records(40))
    try build.run()
    let path = build.directory.file("out/" + name)
    func check() throws {
      for overwrites in [false, true] {
        build.options.overwrites = overwrites
        let error = #expect(throws: Fault.self) { try build.run() }
        #expect("\(error!)".contains("'\(name)'"), "\(error!)")
        #expect(try FileSystem.bytes(of: path) == Array("my own thesis".utf8))
      }
    }
    let isListed = FileSystem.exists(path) && name != "run-log.json"
    if !isListed {
      try build.directory.write("my own thesis", to: "out/" + name)
      try check()
    }
    try FileSystem.removeTree(build.output)
    let record = JSONWriter.pages(["tool": ["name": "prep"]])
    try build.directory.write(record, to: "out/work/build.json")
    try build.directory.write("my own thesis", to: "out/" + name)
    try check()
    try FileSystem.removeFile(path)
    #expect(try OutputDirectory(build.output).foreignName() == nil)
  }

  /// Each kind of file is told by how it begins: as builds, repairs and version 0.1 left them.
  @Test func filesOfABuildAreOfTheirKinds() throws {
    let build = try TestBuild(TestBuild.records(40))
    build.options.keepsParts = true
    try build.run()
    let output = OutputDirectory(build.output)
    var kinds: Set<String> = []
    for entry in try output.folder.place(".").entries() where entry.kind == .file {
      let kind = try #require(OwnNames.kind(of: entry.name), "\(entry.name)")
      #expect(kind.isKind(of: output.file(entry.name)) == true, "\(entry.name)")
      kinds.insert("\(kind)")
      let bytes = try FileSystem.bytes(of: build.output + "/" + entry.name)
      guard let target = bytes.isEmpty ? nil : entry.name else { continue }
      try FileSystem.write(Array(bytes.dropFirst()), to: build.output + "/" + target)
      #expect(kind.isKind(of: output.file(target)) == false, "\(target)")
      try FileSystem.write(bytes, to: build.output + "/" + target)
      try FileSystem.write(Array(bytes.prefix(bytes.count / 2)), to: build.output + "/early.tmp")
      try FileSystem.rename(
        build.output + "/early.tmp", to: build.output + "/" + target + ".tmp")
    }
    #expect(kinds.count == 11, "all but the texts of a language report: \(kinds)")
    #expect(try output.foreignName() == nil)
  }

  /// A data set of another version is known by its manifest, which this version cannot read.
  @Test func dataSetOfAnotherVersionIsOurs() throws {
    let build = try TestBuild(TestBuild.records(40))
    try build.run()
    let path = build.output + "/manifest.json"
    let text = String(decoding: try FileSystem.bytes(of: path), as: UTF8.self)
    let other = text.replacingOccurrences(of: "\"version\": 1,", with: "\"version\": 99,")
    #expect(other != text)
    try FileSystem.write(Array(other.utf8), to: path)
    #expect(throws: Fault.self) { _ = try Manifest(readingFrom: path) }
    #expect(try OutputDirectory(build.output).foreignName() == nil)
    build.options.overwrites = true
    #expect(try build.run() == .built)
  }

  /// What the manifest begins with says whose it is: damaged there it says nothing, and the user is
  /// asked; damaged after it can be overwritten.
  @Test func aDamagedBeginningOfAManifestIsNobodys() throws {
    let build = try TestBuild(TestBuild.records(40))
    try build.run()
    build.options.overwrites = true
    let path = build.output + "/manifest.json"
    let whole = try FileSystem.bytes(of: path)
    let beginning = try #require(
      whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }.dropFirst().first)
    for index in 0...(beginning + 40) {
      var damaged = whole
      damaged[index] ^= 1 << (index % 8)
      try FileSystem.write(damaged, to: path)
      let expected = index <= beginning ? "manifest.json" : nil
      #expect(try OutputDirectory(build.output).foreignName() == expected, "byte \(index)")
      guard index == beginning else { continue }
      let error = #expect(throws: Fault.self) { try build.run() }
      #expect("\(error!)".contains("such as 'manifest.json'"), "\(error!)")
      #expect("\(error!)".contains("move it away"), "\(error!)")
      #expect(try FileSystem.bytes(of: path) == damaged)
    }
    #expect(try build.run() == .built)
  }

  @Test(arguments: [
    ("manifest.json", #"{"name":"My PWA","start_url":"/"}"#),
    ("work/build.json", #"{"my":"build"}"#),
    ("manifest.json", "not json"), ("work/build.json", "{}"), ("manifest.json", ""),
    ("manifest.json", #"{"tool":{"name":"prep"}}"#),
  ])
  func othersRecordsAreForeign(name: String, text: String) throws {
    let build = try TestBuild(TestBuild.records(4))
    let files = [name: text, "shards/train-00000.shard": "data", "work/parts/00000.part": "part"]
    for (name, text) in files { try build.directory.write(text, to: "out/" + name) }
    for overwrites in [false, true] {
      build.options.overwrites = overwrites
      let error = #expect(throws: Fault.self) { try build.run() }
      #expect("\(error!)".contains("'\(name)'"), "\(error!)")
      #expect(!"\(error!)".contains("--overwrite"), "\(error!)")
    }
    for (name, text) in files {
      #expect(try FileSystem.bytes(of: build.directory.file("out/" + name)) == Array(text.utf8))
    }
  }

  /// Neither manifest nor record: only what a build makes before its record may be there.
  @Test(arguments: [
    ("work/build.json.0123456789abcdef.tmp", true), ("work/parts/00000.part", false),
    ("shards/train-00000.shard", false), ("plan", false),
  ])
  func directoryWithoutARecord(name: String, isOurs: Bool) throws {
    let build = try TestBuild(TestBuild.records(4))
    try build.directory.write("x", to: "out/" + name)
    #expect(try OutputDirectory(build.output).foreignName() == (isOurs ? nil : name))
  }

  @Test func emptyFoldersOfABuildThatHadHardlyBegunAreOurs() throws {
    let build = try TestBuild(TestBuild.records(4))
    try FileSystem.makeDirectories(build.output + "/work/parts")
    #expect(try build.run() == .built)
  }

  /// Links and pipes anywhere in the directory are nobody's but the user's.
  @Test(arguments: [
    "work", "shards", "rejected", "plan", "report.json", "work/parts", "run-log.json",
  ])
  func linksAreForeign(name: String) throws {
    let build = try TestBuild(TestBuild.records(40))
    build.options.keepsParts = true
    try build.run()
    let victim = build.directory.file("victim")
    try build.directory.write("thesis", to: "victim/thesis.md")
    try build.directory.write("thesis", to: "victim/parts/00000.part")
    let place = build.output + "/" + name
    try FileSystem.removeTree(place)
    let target = name.contains(".json") || name == "plan" ? victim + "/thesis.md" : victim
    #expect(symlink(target, place) == 0)
    build.options.overwrites = true
    let error = #expect(throws: Fault.self) { try build.run() }
    #expect("\(error!)".contains("'\(name)'"), "\(error!)")
    for file in ["thesis.md", "parts/00000.part"] {
      #expect(try FileSystem.bytes(of: victim + "/" + file) == Array("thesis".utf8))
    }
  }

  @Test func clearingStopsAtWhatIsNotOurs() throws {
    let directory = try TemporaryDirectory()
    for name in ["plan", "work/build.json", "shards/train-00000.shard", "shards/notes.txt"] {
      try directory.write("x", to: name)
    }
    #expect(throws: Fault.self) { try OutputDirectory(directory.path).clear() }
    #expect(
      try FileSystem.names(in: directory.file("shards")) == ["notes.txt", "train-00000.shard"])
    #expect(FileSystem.exists(directory.file("work/build.json")))
  }

  /// Something that comes between the look and the removal stays, and stops the removal.
  @Test func whatCameMeanwhileIsNotRemoved() throws {
    let directory = try TemporaryDirectory()
    try directory.write("x", to: "tree/a")
    let place = Folder(directory.path).place("tree")
    #expect(throws: Fault.self) {
      try place.removeTree { name in
        try? FileSystem.makeDirectories(directory.file("tree/" + name + ".d"))
        return true
      }
    }
    #expect(try FileSystem.names(in: directory.file("tree")) == ["a.d"])
  }

  /// An input that is a file of the output, reached through a link, would be removed before it is read.
  @Test(arguments: ["a link to a file", "a link to a directory", "another name"])
  func inputThatIsAFileOfTheOutput(way: String) throws {
    let build = try TestBuild(TestBuild.records(40))
    try build.run()
    let before = try build.contents()
    let link = build.directory.file("link")
    switch way {
    case "a link to a file": #expect(symlink(build.output + "/rejected/00000.jsonl", link) == 0)
    case "a link to a directory": #expect(symlink(build.output + "/rejected", link) == 0)
    default: #expect(Glibc.link(build.output + "/rejected/00000.jsonl", link) == 0)
    }
    build.options.inputs = [build.options.inputs[0], link]
    build.options.overwrites = true
    let error = #expect(throws: Fault.self) { try build.run() }
    #expect("\(error!)".contains("the output"), "\(error!)")
    #expect(try build.contents() == before)
  }
}

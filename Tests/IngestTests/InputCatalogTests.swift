import ByteIO
import Glibc
import Ingest
import TestSupport
import Testing

/// Which files the arguments name, and in which order.
@Suite struct InputCatalogTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func fault(listing arguments: [String]) throws -> Fault {
    try #require(throws: Fault.self) { _ = try InputCatalog.list(arguments) }
  }

  @Test func argumentsKeepTheirOrderAndMayRepeat() throws {
    let a = try directory.write("1", to: "a")
    let b = try directory.write("22", to: "b")
    let listed = try InputCatalog.list([b, "-", a, b])
    #expect(listed.map(\.path) == [b, "-", a, b])
    #expect(listed.map(\.byteCount) == [2, nil, 1, 2])
  }

  @Test func aDirectoryGivesItsFilesSortedByTheBytesOfTheirPaths() throws {
    for name in ["b.jsonl", "a/z.jsonl", "a.jsonl", "a/b/c.jsonl", "B.jsonl", "é.jsonl", "10", "9"]
    {
      try directory.write("x", to: name)
    }
    let expected = [
      "10", "9", "B.jsonl", "a.jsonl", "a/b/c.jsonl", "a/z.jsonl", "b.jsonl", "é.jsonl",
    ]
    for argument in [directory.path, directory.path + "/"] {
      let paths = try InputCatalog.list([argument]).map(\.path)
      #expect(paths == expected.map { directory.file($0) })
    }
  }

  @Test func hiddenFilesAndDirectoriesAreLeftOut() throws {
    for name in [".hidden", ".git/config", "a/.DS_Store", "a/b.jsonl"] {
      try directory.write("x", to: name)
    }
    #expect(try InputCatalog.list([directory.path]).map(\.path) == [directory.file("a/b.jsonl")])
    // What is named is read.
    #expect(try InputCatalog.list([directory.file(".hidden")]).count == 1)
  }

  /// A snapshot of a hub of data sets has these beside its data.
  @Test func companionsOfDataAreLeftOut() throws {
    for name in ["README.md", "LICENSE", "dataset_infos.json", "a/README", "a/data.jsonl"] {
      try directory.write("x", to: name)
    }
    #expect(
      try InputCatalog.list([directory.path]).map(\.path) == [directory.file("a/data.jsonl")])
    #expect(try InputCatalog.list([directory.file("README.md")]).count == 1)
  }

  @Test func linkedFilesAreReadAndLinkedDirectoriesAreNot() throws {
    let outside = try TemporaryDirectory()
    let target = try outside.write("x", to: "target.jsonl")
    symlink(target, directory.file("link.jsonl"))
    symlink(outside.path, directory.file("linked-directory"))
    symlink(directory.path, directory.file("loop"))
    #expect(try InputCatalog.list([directory.path]).map(\.path) == [directory.file("link.jsonl")])
    // A link that is itself named is followed.
    let named = try InputCatalog.list([directory.file("linked-directory")])
    #expect(named.map(\.path) == [directory.file("linked-directory/target.jsonl")])
  }

  @Test func aLinkToNowhereInADirectoryIsAnError() throws {
    symlink(directory.file("gone"), directory.file("link.jsonl"))
    let error = try fault(listing: [directory.path])
    #expect(error.description.contains("link.jsonl: No such file or directory"))
  }

  @Test func pipesInADirectoryAreLeftOutAndNamedOnesAreRead() throws {
    mkfifo(directory.file("pipe"), 0o600)
    try directory.write("x", to: "file")
    #expect(try InputCatalog.list([directory.path]).map(\.path) == [directory.file("file")])
    #expect(
      try InputCatalog.list([directory.file("pipe")]) == [
        InputFile(path: directory.file("pipe"), byteCount: nil)
      ])
  }

  @Test func nothingNamedIsAnError() throws {
    #expect(try fault(listing: []) == .noInput)
  }

  @Test func moreFilesThanADataSetCanNameAreAnError() throws {
    try directory.makePipe("pipe")
    let paths = Array(repeating: directory.file("pipe"), count: InputCatalog.maximumCount)
    #expect(try InputCatalog.list(paths).count == paths.count)
    let error = try fault(listing: paths + [directory.file("pipe")])
    #expect(error.description.contains("expected at most 524288 files"))
  }

  @Test func standardInputCanBeNamedOnce() throws {
    #expect(try fault(listing: ["-", "-"]) == .standardInputTwice)
  }

  @Test func anEmptyDirectoryIsAnError() throws {
    try directory.write("x", to: ".hidden")
    try FileSystem.makeDirectories(directory.file("below/below"))
    let error = try fault(listing: [directory.path])
    #expect(error == .emptyDirectory(path: directory.path))
    #expect(error.description.contains("names that begin with a dot are left out"))
  }

  @Test func aMissingFileIsAnErrorThatSaysWhatToDo() throws {
    let path = directory.file("none.jsonl")
    #expect(
      try fault(listing: [path]).description
        == "cannot open \(path): No such file or directory (errno 2): check the path")
  }

  @Test func aFileInsteadOfADirectoryInThePathIsAnError() throws {
    let path = try directory.write("x", to: "file") + "/below.jsonl"
    #expect(try fault(listing: [path]).description.contains("Not a directory"))
  }

  @Test(.enabled(if: geteuid() != 0, "the super-user may read everything"))
  func whatMayNotBeReadIsAnErrorThatSaysWhatToDo() throws {
    let file = try directory.write("x", to: "below/file")
    chmod(file, 0)
    let advice = "make it readable for this user, or leave it out"
    #expect(try fault(listing: [file]).description.hasSuffix(advice))
    chmod(directory.file("below"), 0)
    defer { chmod(directory.file("below"), 0o755) }
    #expect(try fault(listing: [directory.path]).description.hasSuffix(advice))
  }

  @Test func aFileThatGoesAwayAfterTheListingIsAnError() throws {
    let path = try directory.write("{\"text\":\"a\"}", to: "a")
    let inputs = try InputCatalog.list([path])
    try FileSystem.removeFile(path)
    let error = try #require(throws: Fault.self) { _ = try read(inputs) }
    #expect(error.description.contains("No such file or directory"))
  }
}

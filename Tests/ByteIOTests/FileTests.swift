import ByteIO
import Glibc
import TestSupport
import Testing

@Suite struct FileTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test func aMissingFileIsNamedWithTheReason() throws {
    let path = directory.file("none")
    let error = try #require(throws: Fault.self) { _ = try File.open(path) }
    #expect(error.description == "cannot open \(path): No such file or directory (errno 2)")
  }

  @Test func aDirectoryIsNoFile() throws {
    let error = try #require(throws: Fault.self) { _ = try File.open(directory.path) }
    #expect(error.errorNumber == EISDIR)
  }

  @Test func readsStopAtTheEnd() throws {
    let path = try directory.write("0123456789", to: "digits")
    let file = try File.open(path)
    var buffer = ByteBuffer()
    #expect(try file.read(4, at: 3, into: &buffer) == 4)
    #expect(try file.read(100, at: 8, into: &buffer) == 2)
    #expect(try file.read(100, at: 10, into: &buffer) == 0)
    #expect(buffer.withUnsafeBytes { Array($0) } == Array("345689".utf8))
    #expect(try file.byteCount() == 10)
  }

  @Test func readingMoreThanThereIsSaysHowMuchThereWas() throws {
    let path = try directory.write("0123456789", to: "digits")
    let file = try File.open(path)
    var buffer = ByteBuffer()
    let error = try #require(throws: Fault.self) {
      try file.readExactly(5, at: 8, into: &buffer)
    }
    #expect(error.description.contains("expected 5 bytes at byte 8, found 2"))
  }

  @Test func anAtomicFileAppearsOnlyWhenCommitted() throws {
    let path = directory.file("result")
    var file = try AtomicFile(FilePlace(path))
    try file.append("half")
    #expect(!FileSystem.exists(path))
    let names = try FileSystem.names(in: directory.path)
    #expect(names.map { AtomicFile.target(ofTemporary: $0) } == ["result"], "\(names)")
    try file.append(" whole")
    let summary = try file.commit()
    #expect(try FileSystem.bytes(of: path) == Array("half whole".utf8))
    #expect(try FileSystem.names(in: directory.path) == ["result"])
    #expect(summary.byteCount == 10)
    #expect(summary.hash == Hash128(of: Array("half whole".utf8).span))
  }

  @Test func anAtomicFileThatIsDroppedLeavesTheOldOne() throws {
    let path = try directory.write("old", to: "result")
    do {
      var file = try AtomicFile(FilePlace(path))
      try file.append("new")
    }
    #expect(try FileSystem.bytes(of: path) == Array("old".utf8))
    #expect(try FileSystem.names(in: directory.path) == ["result"])
  }

  @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])
  func anAtomicFileHoldsWhatWasAppended(byteCount: Int) throws {
    var generator = SeededGenerator(seed: UInt64(byteCount))
    let bytes = (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
    var file = try AtomicFile(directory.place("bytes"))
    try file.append(bytes.span.extracting(0..<(byteCount / 3)))
    try file.append(bytes.span.extracting((byteCount / 3)..<byteCount))
    let summary = try file.commit()
    #expect(try FileSystem.bytes(of: directory.file("bytes")) == bytes)
    #expect(summary.hash == Hash128(of: bytes.span))
  }

  @Test func aFullDiskSaysSoAndWhatToDo() throws {
    let error = Fault.file("write to", "shard", errorNumber: ENOSPC)
    #expect(error.description.hasPrefix("cannot write to shard: No space left on device"))
    #expect(error.description.contains("free some space and run the same command again"))
  }

  @Test func namesAreSortedByTheirBytes() throws {
    for name in ["b", "a", "é", "B", ".hidden"] { try directory.write("", to: name) }
    #expect(try FileSystem.names(in: directory.path) == [".hidden", "B", "a", "b", "é"])
  }

  @Test func directoriesAreMadeAndRemovedWithWhatTheyHold() throws {
    let deep = directory.file("a/b/c")
    try FileSystem.makeDirectories(deep)
    try FileSystem.makeDirectories(deep)
    try directory.write("x", to: "a/b/c/file")
    symlink(directory.path, directory.file("a/link"))
    try FileSystem.removeTree(directory.file("a"))
    #expect(try FileSystem.names(in: directory.path) == [])
    try FileSystem.removeTree(directory.file("a"))
  }

  @Test func aFileInTheWayOfADirectoryIsAnError() throws {
    try directory.write("x", to: "name")
    #expect(throws: Fault.self) { try FileSystem.makeDirectories(directory.file("name")) }
    #expect(throws: Fault.self) { try FileSystem.makeDirectories(directory.file("name/below")) }
  }

  @Test func aLockKeepsASecondHolderOutUntilItGoes() throws {
    func canTake() throws -> Bool {
      switch try DirectoryLock.take(Folder(directory.path)) {
      case .some: true
      case .none: false
      }
    }
    do {
      let first = try DirectoryLock.take(Folder(directory.path))
      #expect(try !canTake())
      _ = consume first
    }
    #expect(try canTake())
  }
}

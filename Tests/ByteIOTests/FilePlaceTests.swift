import CPrepSystem
import Glibc
import TestSupport
import Testing

@testable import ByteIO

/// What is done below an open directory stays in it.
@Suite struct FilePlaceTests {
  let directory: TemporaryDirectory
  let folder: Folder

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("thesis", to: "victim/file")
    try directory.write("x", to: "in/sub/file")
    symlink(directory.file("victim"), directory.file("in/out"))
    symlink("../victim/file", directory.file("in/leaf"))
    folder = Folder(directory.file("in"))
  }

  private static let waysOut = [
    "out/file", "leaf", "../victim/file", "sub/../../victim/file", "/etc/hostname",
  ]

  @Test(arguments: waysOut) func nothingLeadsOut(name: String) throws {
    let place = folder.place(name)
    #expect(throws: Fault.self) { _ = try File.openRegular(place) }
    if name != "leaf" {
      #expect(place.kind == nil || name.contains(".."))
      #expect(throws: Fault.self) { try place.makeDirectories() }
    }
    #expect(throws: Fault.self) { _ = try File.createNew(place) }
    #expect(try FileSystem.bytes(of: directory.file("victim/file")) == Array("thesis".utf8))
  }

  @Test func aLinkIsSaidToBeInTheWay() throws {
    let error = #expect(throws: Fault.self) {
      _ = try File.openRegular(folder.place("out/file"))
    }
    #expect(error?.description.contains("a symbolic link is in the way") == true)
  }

  /// The call of the kernel and its slow twin give the same for the same names.
  @Test func bothWaysOfOpeningAgree() throws {
    let descriptor = try folder.descriptor()
    let names =
      Self.waysOut + [
        "sub/file", "sub", "sub/", "sub//file", ".", "./sub/file", "none", "sub/none",
      ]
      + ["sub/file/below", "out", "", String(repeating: "n", count: 300)]
    for name in names {
      for flags in [O_RDONLY, O_RDONLY | O_DIRECTORY] {
        let fast = cprep_open_beneath(descriptor, name, flags, 0)
        let fastError = fast < 0 ? errno : 0
        let slow = cprep_open_step_by_step(descriptor, name, flags, 0)
        let slowError = slow < 0 ? errno : 0
        #expect((fast < 0) == (slow < 0), "\(name) \(flags): \(fastError) and \(slowError)")
        if fast >= 0, slow >= 0 {
          var (one, other) = (stat(), stat())
          fstat(fast, &one)
          fstat(slow, &other)
          #expect(one.st_ino == other.st_ino)
        }
        for descriptor in [fast, slow] where descriptor >= 0 { close(descriptor) }
      }
    }
  }

  @Test func removingALinkLeavesWhereItLeads() throws {
    try folder.place("leaf").remove()
    try folder.place("out").remove()
    #expect(try FileSystem.bytes(of: directory.file("victim/file")) == Array("thesis".utf8))
    #expect(try FileSystem.names(in: directory.file("in")) == ["sub"])
  }

  @Test func aTreeWithALinkIsNotRemoved() throws {
    symlink(directory.file("victim"), directory.file("in/sub/link"))
    let error = #expect(throws: Fault.self) { try folder.place("sub").removeTree() }
    #expect(error?.message.hasPrefix("cannot remove \(directory.file("in/sub/link")): ") == true)
    #expect(try FileSystem.names(in: directory.file("in/sub")) == ["file", "link"])
    #expect(try FileSystem.names(in: directory.file("victim")) == ["file"])
  }

  @Test func theDirectoryStaysTheSameWhenItsNameIsTaken() throws {
    _ = try folder.descriptor()
    try FileSystem.rename(directory.file("in"), to: directory.file("moved"))
    symlink(directory.file("victim"), directory.file("in"))
    try folder.place("sub/file").remove()
    #expect(try FileSystem.names(in: directory.file("moved/sub")) == [])
    #expect(try FileSystem.names(in: directory.file("victim")) == ["file"])
  }

  @Test func anAtomicFileGoesThroughNoLink() throws {
    for name in ["leaf", "out", "out/new"] {
      #expect(throws: Fault.self) { _ = try AtomicFile(folder.place(name)) }
    }
    // Nor through one that the user names for a file.
    #expect(throws: Fault.self) { _ = try AtomicFile(FilePlace(directory.file("in/leaf"))) }
    // A directory that the user names may be a link.
    try AtomicFile.write(Array("new".utf8).span, to: FilePlace(directory.file("in/out/new")))
    #expect(try FileSystem.names(in: directory.file("victim")) == ["file", "new"])
  }

  @Test func aNewNameIsNotGivenToWhatIsThere() throws {
    try directory.write("other", to: "in/other")
    let error = #expect(throws: Fault.self) {
      try folder.place("other").renameToNew(folder.place("sub/file"))
    }
    #expect(error?.errorNumber == EEXIST)
    try folder.place("other").renameToNew(folder.place("sub/other"))
    #expect(try FileSystem.names(in: directory.file("in/sub")) == ["file", "other"])
  }

  @Test func onlyRegularFilesOfTheirLengthAreRead() throws {
    try directory.makePipe("pipe")
    for path in [directory.file("pipe"), "/dev/zero", directory.path] {
      #expect(throws: Fault.self) { _ = try FilePlace(path).read() }
    }
    try directory.makeHole("large", byteCount: 1 << 20)
    let error = #expect(throws: Fault.self) {
      _ = try FilePlace(directory.file("large")).read(limit: 1000)
    }
    #expect(error?.description.contains("at most 1000 bytes, found 1048576") == true)
  }

  @Test func namesThatAreNoUTF8AreReachedByTheirText() throws {
    let name = FileName.text(of: [0x63, 0xE9])
    try AtomicFile.write(Array("latin".utf8).span, to: folder.place(name))
    #expect(try folder.place(".").names().contains(name))
    #expect(try folder.place(name).read().withUnsafeBytes { $0.count } == 5)
    #expect(try FilePlace(folder.path + "/" + name).read().withUnsafeBytes { $0.count } == 5)
    // A zero in a name does not make it another file's.
    #expect(throws: Fault.self) { _ = try folder.place("sub/file\0x").read() }
    try folder.place(name).remove()
    #expect(try !folder.place(".").names().contains(name))
  }

  @Test func temporaryNamesAreTold() {
    for name in ["manifest.json", "a", "日本"] {
      let temporary = AtomicFile.temporaryName(for: name)
      #expect(temporary != AtomicFile.temporaryName(for: name))
      #expect(AtomicFile.target(ofTemporary: temporary) == name)
    }
    #expect(AtomicFile.temporaryName(for: String(repeating: "n", count: 255)).utf8.count < 255)
    for name in [
      "a.tmp", "a.0123456789abcde.tmp", ".0123456789abcdef.tmp", "tmp", "",
      "a.0123456789ABCDEF.tmp", "a-0123456789abcdef.tmp",
    ] {
      #expect(AtomicFile.target(ofTemporary: name) == nil, "\(name)")
    }
  }
}

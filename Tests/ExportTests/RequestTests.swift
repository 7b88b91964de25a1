import ByteIO
import Export
import TestSupport
import Testing

extension ExportFormat: CustomTestStringConvertible {
  package var testDescription: String { name }
}

/// What an export is refused for, and what it leaves after.
@Suite struct RequestTests {
  private static let files = ExportFormats.all.filter(\.isFile)
  private static let directories = ExportFormats.all.filter { !$0.isFile }

  @Test(arguments: directories) func aDirectoryReplacesNothing(format: ExportFormat) throws {
    let export = try TrialExport()
    let mine = try export.directory.write("mine", to: "export/notes.txt")
    for path in [export.path, export.path + "/", mine] {
      let error = try #require(export.failure(of: format, to: path))
      #expect(error.kind == .usage)
      #expect(error.message.hasSuffix("overwrites nothing; give another name"))
    }
    #expect(try TrialExport.files(below: export.path) == ["notes.txt": Array("mine".utf8)])
    #expect(try export.names() == ["export"])
  }

  @Test(arguments: directories) func aDirectoryNeedsAName(format: ExportFormat) throws {
    let export = try TrialExport()
    for output in [nil, "-"] {
      let error = export.failure(of: format, to: output)
      #expect(error?.description == "--format \(format.name) needs --output: it makes a directory")
    }
  }

  @Test func secondExportToTheSamePlaceIsRefused() throws {
    let export = try TrialExport()
    let other = export.path + ".0123456789abcdef.prep-export"
    try FileSystem.makeDirectories(other)
    guard let lock = try DirectoryLock.take(Folder(other)) else {
      Issue.record("the lock is free")
      return
    }
    let error = try #require(export.failure(of: Self.directories[0], to: export.path))
    #expect(error.description == "another export is writing \(export.path)")
    withExtendedLifetime(lock) {}
  }

  /// What a killed export left is removed by the next to the same place, whatever its format; a
  /// directory with a file of anyone else's stays.
  @Test(arguments: directories) func leftoversAreTidiedUp(format: ExportFormat) throws {
    let export = try TrialExport()
    let names = ["export.0123456789abcdef.prep-export", "export.fedcba9876543210.prep-export"]
    for name in try TrialExport.files(below: Fixtures.path("exports/\(format.name)/rows")).keys {
      for leftover in names { try export.directory.write("half", to: leftover + "/" + name) }
    }
    try export.directory.write("mine", to: names[1] + "/thesis.txt")
    try export.run(Self.directories[0], to: export.path)
    #expect(try export.names() == ["export", names[1]])
  }

  /// Every format's files are replaced by exports of that format, rows or records, and by no others.
  @Test(arguments: files) func aFileReplacesItsOwnKindAlone(format: ExportFormat) throws {
    let export = try TrialExport()
    for other in Self.files {
      for golden in try FileSystem.names(in: Fixtures.path("exports/\(other.name)")) {
        let earlier = Fixtures.path("exports/\(other.name)/\(golden)")
        _ = try export.directory.copy(earlier, to: "export")
        let error = export.failure(of: format, to: export.path)
        #expect((error == nil) == (other.name == format.name), "\(other.name)")
        #expect(error?.description.contains("which alone is replaced") ?? true)
      }
    }
    for text in ["mine\n", "{}", "{\"input_ids\":[1],\"labels\":[1],\"split\":\"train\"}\n"] {
      try export.directory.write(text, to: "export")
      #expect(export.failure(of: format, to: export.path) != nil, "\(text)")
      #expect(try FileSystem.bytes(of: export.path) == Array(text.utf8))
    }
    try export.directory.write("", to: "export")
    #expect(export.failure(of: format, to: export.path) == nil)
    #expect(try export.names() == ["export"])
  }

  @Test(arguments: ExportFormats.all) func nothingIsWrittenIntoADataSet(format: ExportFormat) throws
  {
    let export = try TrialExport()
    for (name, bytes) in try TrialExport.files(below: TrialExport.golden) {
      try export.directory.write(bytes, to: "set/" + name)
    }
    let set = export.directory.file("set")
    let error = export.failure(of: format, from: set, to: set + "/export")
    #expect(error?.description == "--output \(set)/export lies in the data set itself")
  }

  @Test(arguments: ExportFormats.all) func recordsAreRefusedWhereThereIsNoPlace(
    format: ExportFormat
  ) throws {
    let export = try TrialExport()
    let error = export.failure(of: format, unpacked: true, to: export.path)
    #expect((error != nil) == (format.contents == .rows))
    guard let error else { return }
    #expect(error.description.hasPrefix("--format \(format.name) holds rows; records: --unpacked"))
    for other in ExportFormats.all where other.contents != .rows {
      #expect(error.description.contains(other.name))
    }
  }

  @Test(arguments: ExportFormats.all) func aSplitMustBeThere(format: ExportFormat) throws {
    let export = try TrialExport()
    let error = export.failure(of: format, split: "test", to: export.path)
    #expect(error?.description == "there is no split 'test'; there are: train, validation")
  }

  /// Python, which some formats are written by, is told to end by the signal itself.
  @Test(arguments: ExportFormats.all.filter { $0.name != "parquet" })
  func anExportThatIsStoppedLeavesNothing(format: ExportFormat) throws {
    let export = try TrialExport()
    let stop = StopFlag()
    stop.set()
    let error = try #require(export.failure(of: format, to: export.path, stop: stop))
    #expect(error == .interrupted(resumes: false))
    #expect(try export.names() == [])
  }
}

import ByteIO
import Glibc
import Ingest
import Records
import TestSupport
import Testing

/// Where one unit ends and the next begins.
@Suite struct UnitBorderTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// Lines of `{"text":"…"}` of many lengths.
  private static let lines: [UInt8] = Array(
    (0..<40).map { "{\"text\":\"\(String(repeating: "x", count: $0 * 7 % 23))y\"}\n" }
      .joined().utf8)

  private func borders(_ reading: Reading) -> [UInt64] { reading.units.map(\.byteCount) }

  @Test func aUnitEndsAtTheFirstLineEndWhereItIsLongEnough() throws {
    let path = try directory.write("aaaa\nbbbb\ncccc\n", to: "a")
    let expected: [Int: [UInt64]] = [
      1: [5, 5, 5], 5: [5, 5, 5], 6: [10, 5], 10: [10, 5], 11: [15], 15: [15], 16: [15],
    ]
    for (unitByteCount, borders) in expected {
      let reading = try read([path], ReadingSettings(unitByteCount: unitByteCount))
      #expect(self.borders(reading) == borders, "unit size \(unitByteCount)")
    }
  }

  /// Of the file, wherever the unit before has ended.
  @Test func unitsEndAtTheFirstLineEndsFromMultiplesOfTheUnitSize() throws {
    let path = try directory.write(String(repeating: "aaaa\n", count: 10), to: "a")
    let expected: [Int: [UInt64]] = [
      7: [10, 5, 10, 5, 5, 10, 5], 12: [15, 10, 15, 10], 25: [25, 25], 26: [30, 20],
    ]
    for (unitByteCount, borders) in expected {
      let reading = try read([path], ReadingSettings(unitByteCount: unitByteCount))
      #expect(self.borders(reading) == borders, "unit size \(unitByteCount)")
    }
  }

  @Test func aLongLineLiesInOneUnitWhole() throws {
    let long = "{\"text\":\"" + String(repeating: "z", count: 200_000) + "\"}"
    let path = try directory.write("{\"text\":\"a\"}\n\(long)\n{\"text\":\"b\"}\n", to: "a")
    let reading = try read([path], ReadingSettings(unitByteCount: 20))
    #expect(borders(reading) == [UInt64(13 + long.utf8.count + 1), 13])
    #expect(reading.outcomes.map(\.line) == [1, 2, 3])
    #expect(reading.outcomes.allSatisfy { $0.reason == nil })
  }

  @Test(arguments: [1, 7, 64, 100, 1000, 1 << 20])
  func howTheBytesAreStoredDoesNotMatter(_ unitByteCount: Int) throws {
    let bytes = Self.lines
    let options = ReadingSettings(unitByteCount: unitByteCount)
    let plain = try read([directory.write(bytes, to: "plain")], options)
    let stored = [
      try directory.write(gzip(bytes, blockByteCount: 50), to: "gzip"),
      try directory.write(gzip(Array(bytes[..<90])) + gzip(Array(bytes[90...])), to: "members"),
      try directory.write(zstd(bytes), to: "zstd"),
      try directory.write(
        zstd(Array(bytes[..<91])) + skippableFrame([1, 2]) + zstd(Array(bytes[91...])),
        to: "frames"),
    ]
    for path in stored {
      let reading = try read([path], options)
      #expect(reading.units == plain.units, "\(path)")
      #expect(reading.outcomes == plain.outcomes, "\(path)")
      #expect(reading.decompressedByteCounts == [UInt64(bytes.count)])
    }
    for pieceByteCount in [1, 50, 1 << 16] {
      let piped = try Pipe().carry(bytes, pieceByteCount: pieceByteCount) {
        try read([$0], options)
      }
      #expect(piped.units == plain.units, "a pipe with pieces of \(pieceByteCount)")
      #expect(piped.outcomes == plain.outcomes)
      #expect(piped.decompressedByteCounts == [UInt64(bytes.count)])
    }
  }

  @Test(arguments: [1, 10, 64, 333, 1 << 20])
  func filesOfAllKindsInOneRunGiveTheSameUnits(_ unitByteCount: Int) throws {
    let bytes = Self.lines
    let options = ReadingSettings(unitByteCount: unitByteCount)
    // The cuts lie in the middle of lines: a file's end ends a line.
    let cuts = [0, 100, 101, 101, 340, 500, bytes.count]
    let pieces = zip(cuts, cuts.dropFirst()).map { Array(bytes[$0..<$1]) }
    var plain: [String] = []
    var mixed: [String] = []
    for (index, piece) in pieces.enumerated() {
      plain.append(try directory.write(piece, to: "plain-\(index)"))
      let stored = [piece, gzip(piece), try zstd(piece)][index % 3]
      mixed.append(try directory.write(stored, to: "mixed-\(index)"))
    }
    let expected = try read(plain, options)
    let found = try read(mixed, options)
    #expect(found.units == expected.units)
    #expect(found.outcomes == expected.outcomes)
    #expect(expected.compressions == Array(repeating: .plain, count: 6))
    #expect(found.compressions == [.plain, .gzip, .zstd, .plain, .gzip, .zstd])
  }

  @Test func thousandsOfSmallFilesShareUnits() throws {
    let line = Array("{\"text\":\"small\"}\n".utf8)
    var paths: [String] = []
    for index in 0..<3000 {
      let path = directory.file("f\(index)")
      try FileSystem.write(line, to: path)
      paths.append(path)
    }
    let reading = try read(paths, ReadingSettings(unitByteCount: 1000 * line.count))
    #expect(reading.units.map(\.segments.count) == [1000, 1000, 1000])
    #expect(reading.outcomes.map(\.file) == Array(0..<3000))
    #expect(reading.outcomes.allSatisfy { $0.line == 1 && $0.byteOffset == 0 })
    let middle = UnitSegment(
      file: 1500, fileByteOffset: 0, unitByteOffset: UInt64(500 * line.count),
      byteCount: UInt64(line.count))
    #expect(reading.units[1].segments[500] == middle)
  }

  @Test func linesCountOnOverUnitsAndBeginAnewInEachFile() throws {
    let first = try directory.write(
      "{\"text\":\"a\"}\n\n{\"text\":\"b\"}\r\n{\"text\":\"c\"}", to: "1")
    let second = try directory.write("\n\n{\"text\":\"d\"}\n", to: "2")
    for unitByteCount in [1, 2, 14, 15, 28, 1000] {
      let reading = try read([first, second], ReadingSettings(unitByteCount: unitByteCount))
      #expect(reading.outcomes.map(\.file) == [0, 0, 0, 1], "unit size \(unitByteCount)")
      #expect(reading.outcomes.map(\.line) == [1, 3, 4, 3], "unit size \(unitByteCount)")
      #expect(reading.outcomes.map(\.byteOffset) == [0, 14, 28, 2])
      #expect(reading.outcomes.map(\.byteCount) == [12, 12, 12, 12])
      #expect(reading.units.flatMap(\.lineCounts).reduce(0, +) == 7)
    }
  }

  @Test func emptyFilesGiveNoUnit() throws {
    let empty = try directory.write("", to: "empty")
    let emptyGzip = try directory.write(gzip([]), to: "empty.gz")
    let emptyZstd = try directory.write(zstd([]), to: "empty.zst")
    let reading = try read([empty, emptyGzip, emptyZstd])
    #expect(reading.units.isEmpty)
    #expect(reading.decompressedByteCounts == [0, 0, 0])
    #expect(reading.compressions == [.plain, .gzip, .zstd])
    let between = try read([empty, directory.write("{\"text\":\"a\"}", to: "one"), emptyGzip])
    #expect(between.units.count == 1)
    #expect(between.outcomes.map(\.file) == [1])
  }

  @Test func theHashIsThatOfTheUnitsBytesAtTheirPlaces() throws {
    let path = try directory.write(Self.lines, to: "a")
    var start = 0
    var whole = PlacedHash()
    let units = try read([path], ReadingSettings(unitByteCount: 100)).units
    for unit in units {
      let end = start + Int(unit.byteCount)
      var hash = PlacedHash()
      hash.add(Array(Self.lines[start..<end]).span, at: UInt64(start))
      #expect(unit.segmentHashes == [hash])
      #expect(unit.hash == UnitHash.of(unit.segments, [hash]))
      whole += hash
      start = end
    }
    #expect(start == Self.lines.count)
    #expect(Set(units.map(\.hash)).count == units.count)
    #expect(try read([path]).units.map(\.segmentHashes) == [[whole]])
  }

  @Test func severalThreadsGetEveryUnitOnce() throws {
    let bytes = Array((0..<20).map { _ in Self.lines }.joined())
    let paths = [
      try directory.write(bytes, to: "plain"), try directory.write(gzip(bytes), to: "gzip"),
    ]
    let options = ReadingSettings(unitByteCount: 300)
    let expected = try read(paths, options).units
    let inputs = try InputCatalog.list(paths)
    struct Shared: ~Copyable {
      var reader: UnitReader
      var units: [UnitFacts] = []
    }
    let shared = Monitor(
      Shared(reader: UnitReader(inputs, unitByteCount: 300, maximumLineByteCount: 1000)))
    Threads.run(4) { _ in
      var unit = InputUnit()
      var parser = RecordParser(options: options.parser)
      while (try? shared.withLock { try $0.reader.next(&unit) }) == true {
        guard (try? unit.load()) != nil else { return }
        _ = parse(unit, with: &parser)
        let facts = UnitFacts(of: unit, lineCounts: parser.lineCounts)
        shared.withLock { $0.units.append(facts) }
      }
    }
    #expect(shared.withLock { $0.units.sorted { $0.number < $1.number } } == expected)
  }

  @Test func aFileThatChangesWhileItIsReadIsAnError() throws {
    let path = try directory.write(Self.lines, to: "a")
    let inputs = try InputCatalog.list([path])
    for count in [10, Self.lines.count + 10] {
      try directory.overwrite(Array((Self.lines + Self.lines)[..<count]), of: "a")
      let error = try #require(throws: Fault.self) { _ = try read(inputs) }
      #expect(
        error
          == .changed(
            path: path, expectedByteCount: UInt64(Self.lines.count),
            foundByteCount: UInt64(count)))
      #expect(error.description.contains("changed while it was being read"))
    }
  }

  @Test(arguments: [10, lines.count + 10])
  func aFileThatChangesBetweenReaderAndUnitIsAnError(_ byteCount: Int) throws {
    let path = try directory.write(Self.lines, to: "a")
    var reader = UnitReader(
      try InputCatalog.list([path]), unitByteCount: 1 << 20, maximumLineByteCount: 1000)
    var unit = InputUnit()
    #expect(try reader.next(&unit))
    try directory.overwrite(Array((Self.lines + Self.lines)[..<byteCount]), of: "a")
    var found: Fault?
    do throws(Fault) { try unit.load() } catch { found = error }
    #expect(
      found
        == .changed(
          path: path, expectedByteCount: UInt64(Self.lines.count),
          foundByteCount: UInt64(byteCount)))
  }

  /// Each way to change a file at its length, where the reader has it open or is done with it.
  @Test(arguments: ["replaced", "reordered", "touched"], [false, true])
  func aFileThatChangesAtItsLengthIsAnError(how: String, isCompressed: Bool) throws {
    let bytes = isCompressed ? gzip(Self.lines) : Self.lines
    let path = try directory.write(bytes, to: "a")
    let inputs = try InputCatalog.list([path])
    var reader = UnitReader(inputs, unitByteCount: 100, maximumLineByteCount: 1000)
    var unit = InputUnit()
    #expect(try reader.next(&unit))
    try unit.load()
    // A clock of a file system may count in milliseconds.
    usleep(20_000)
    switch how {
    case "replaced":
      try directory.write(bytes, to: "b")
      try FileSystem.rename(directory.file("b"), to: path)
    case "reordered": try directory.overwrite(bytes.reversed(), of: "a")
    default: utimes(path, nil)
    }
    // What replaces a file shows only where it is opened anew.
    if how != "replaced" || !isCompressed {
      var found: Fault?
      do throws(Fault) {
        while try reader.next(&unit) { try unit.load() }
      } catch {
        found = error
      }
      #expect(found?.description.contains("changed while it was being read") == true)
    }
    let error = try #require(throws: Fault.self) { try inputs[0].checkUnchanged() }
    let expected =
      switch how {
      case "replaced": "another file has taken its place"
      case "reordered": "it was written to, at the same length"
      default: "it was written to, at the same length"
      }
    #expect(error == .changed(path: path, change: expected))
  }

  /// Whatever the unit size, and empty files do not count.
  @Test func aUnitIsMadeOfSoManyFilesAtMost() throws {
    let full = try directory.write("{}", to: "a")
    let empty = try directory.write("", to: "b")
    let count = 1 << 14
    var inputs = Array(repeating: try InputCatalog.regularFile(full), count: 2 * count + 1)
    inputs.insert(try InputCatalog.regularFile(empty), at: 5)
    let units = try read(inputs).units
    #expect(units.map(\.segments.count) == [count, count, 1])
    #expect(units[0].segments.last?.file == UInt32(count))
  }

  @Test func whatIsOnlyReadIsUnchanged() throws {
    let path = try directory.write(Self.lines, to: "a")
    let inputs = try InputCatalog.list([path])
    _ = try read(inputs)
    try inputs[0].checkUnchanged()
    chmod(path, 0o600)
    #expect(throws: Fault.self) { try inputs[0].checkUnchanged() }
  }

  @Test func afterAnErrorNoUnitIsSkipped() throws {
    let good = try directory.write(Self.lines, to: "good")
    let bad = try directory.write(Array(gzip(Self.lines).dropLast(3)), to: "bad")
    var reader = UnitReader(
      try InputCatalog.list([bad, good]), unitByteCount: 1 << 20, maximumLineByteCount: 1000)
    var unit = InputUnit()
    var errors: [Fault] = []
    for _ in 0..<3 {
      do throws(Fault) { _ = try reader.next(&unit) } catch { errors.append(error) }
    }
    #expect(errors.count == 3)
    #expect(Set(errors.map(\.description)).count == 1)
  }
}

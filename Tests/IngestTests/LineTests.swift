import ByteIO
import Ingest
import Records
import TestSupport
import Testing

/// What a line is: line ends, byte order marks, blank lines, long lines.
@Suite struct LineTests {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let record = Array(#"{"text":"a"}"#.utf8)

  @Test func theLastLineNeedsNoLineEnd() throws {
    let found = try outcomes(of: "{\"text\":\"a\"}\n{\"text\":\"b\"}")
    #expect(found.map(\.turns) == [[.init(.user, "a")], [.init(.user, "b")]])
    #expect(found.map(\.byteOffset) == [0, 13])
  }

  @Test func carriageReturnsBelongToTheLineEnd() throws {
    let found = try outcomes(of: "{\"text\":\"a\"}\r\n{\"text\":\"b\"}\r\n{\"text\":\"c\"}\r")
    #expect(found.map(\.turns) == ["a", "b", "c"].map { [.init(.user, $0)] })
    #expect(found.map(\.byteOffset) == [0, 14, 28])
    // Without a newline after it, the last one is white space of the line.
    #expect(found.map(\.byteCount) == [12, 12, 13])
  }

  @Test func aCarriageReturnAloneEndsNoLine() throws {
    let found = try outcomes(
      of: "{\"text\":\"0\"}\n{\"text\":\"a\"}\r{\"text\":\"b\"}\n")
    #expect(found.map(\.reason) == [nil, .malformedJSON])
    #expect(
      found.last?.detail == "expected nothing more after the value, found '{' at byte 13")
  }

  @Test func aByteOrderMarkAtTheStartOfAFileIsPassedOver() throws {
    let found = try outcomes(of: Self.mark + Self.record + [0x0A] + Self.record)
    #expect(found.map(\.reason) == [nil, nil])
    #expect(found.map(\.byteOffset) == [3, 16])
    #expect(found.map(\.byteCount) == [12, 12])
  }

  @Test func everyFileMayHaveItsMark() throws {
    let directory = try TemporaryDirectory()
    let paths = try (0..<3).map {
      try directory.write(Self.mark + Self.record + [0x0A], to: "\($0)")
    }
    #expect(try read(paths).outcomes.map(\.reason) == [nil, nil, nil])
  }

  @Test(arguments: [1, 17, 1000])
  func aMarkAnywhereElseIsMalformed(_ unitByteCount: Int) throws {
    let options = ReadingSettings(unitByteCount: unitByteCount)
    let second = try outcomes(of: Self.record + [0x0A] + Self.mark + Self.record, options)
    #expect(second.map(\.reason) == [nil, .malformedJSON])
    #expect(second.last?.detail == "expected a value, found byte 0xef at byte 0")
    let twice = try outcomes(of: Self.mark + Self.mark + Self.record, options)
    #expect(twice.map(\.reason) == [.malformedJSON])
  }

  @Test func partOfAMarkIsNotUTF8() throws {
    let found = try outcomes(of: [0xEF, 0xBB] + Self.record)
    #expect(found.map(\.reason) == [.invalidUTF8])
  }

  @Test func blankLinesAreNoRecordsAndCount() throws {
    let found = try outcomes(of: "\n\r\n  \t \n{\"text\":\"a\"}\n \r \n\n{\"text\":\"b\"}\n  ")
    #expect(found.map(\.line) == [4, 7])
    #expect(found.map(\.reason) == [nil, nil])
  }

  @Test func aMarkAloneIsABlankLine() throws {
    #expect(try outcomes(of: Self.mark).isEmpty)
    #expect(try outcomes(of: Self.mark + [0x0D, 0x0A]).isEmpty)
  }

  @Test(arguments: ["\u{0}", "\u{0B}", "\u{0C}", "\u{A0}", "\u{3000}", "\u{200B}"])
  func otherWhiteSpaceIsNoBlankLine(_ line: String) throws {
    #expect(try outcomes(of: line).map(\.reason) == [.malformedJSON])
  }

  @Test func whiteSpaceAroundARecordIsAllowed() throws {
    let found = try outcomes(of: " \t{ \"text\" : \"a\" } \t\r\n")
    #expect(found.map(\.turns) == [[.init(.user, "a")]])
  }

  @Test func linesWithoutRecordsGiveUnitsWithoutRecords() throws {
    let directory = try TemporaryDirectory()
    let reading = try read([directory.write("\n\n\n", to: "blank")])
    #expect(reading.outcomes.isEmpty)
    #expect(reading.units.map(\.lineCounts) == [[3]])
  }
}

/// Lines over the limit are rejected with their place, and not held.
@Suite struct OversizedLineTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// A record whose line has `byteCount` bytes.
  private func record(_ byteCount: Int) -> [UInt8] {
    Array(("{\"text\":\"" + String(repeating: "x", count: byteCount - 11) + "\"}").utf8)
  }

  /// Reads `bytes` from a plain file, gzip, zstd and a pipe.
  private func readings(
    of bytes: [UInt8], _ options: ReadingSettings
  ) throws -> [Reading] {
    let paths = [
      try directory.write(bytes, to: "plain"),
      try directory.write(gzip(bytes), to: "gzip"),
      try directory.write(zstd(bytes), to: "zstd"),
    ]
    return try paths.map { try read([$0], options) }
      + [try Pipe().carry(bytes, pieceByteCount: 77) { try read([$0], options) }]
  }

  @Test(arguments: ["\n", "\r\n", ""], [false, true])
  func theLimitCountsNeitherMarkNorLineEnd(_ lineEnd: String, _ hasMark: Bool) throws {
    let mark: [UInt8] = hasMark ? [0xEF, 0xBB, 0xBF] : []
    for (byteCount, reason) in [(100, nil), (101, RejectionReason.oversizedLine)] {
      for unitByteCount in [1, 50, 1 << 20] {
        let bytes = mark + record(byteCount) + Array(lineEnd.utf8)
        let options = ReadingSettings(unitByteCount: unitByteCount, maximumLineByteCount: 100)
        for reading in try readings(of: bytes, options) {
          #expect(reading.outcomes.map(\.reason) == [reason])
          #expect(reading.outcomes.map(\.byteCount) == [byteCount])
          #expect(reading.outcomes.map(\.byteOffset) == [mark.count])
        }
      }
    }
  }

  @Test func theLongestLineIsHeldBehindAllThatAUnitMayHoldBefore() throws {
    let options = ReadingSettings(unitByteCount: 100, maximumLineByteCount: 200)
    let before = record(98) + [0x0A]
    let marked = [0xEF, 0xBB, 0xBF] + record(200) + [0x0D, 0x0A]
    for (first, second) in [(before, marked), (gzip(before), gzip(marked))] {
      let reading = try read(
        [directory.write(first, to: "1"), directory.write(second, to: "2")], options)
      #expect(reading.units.map(\.heldByteCount) == [304])
      #expect(reading.outcomes.map(\.reason) == [nil, nil])
    }
  }

  @Test(arguments: 65533...65537)
  func aLineEndMayLieAcrossTheBorderOfTwoReads(_ byteCount: Int) throws {
    // Streams are decompressed 65536 bytes at a time here.
    let options = ReadingSettings(unitByteCount: 10, maximumLineByteCount: 1000)
    for reading in try readings(of: record(byteCount) + [0x0D, 0x0A] + record(20), options) {
      #expect(reading.outcomes.map(\.byteCount) == [byteCount, 20])
    }
  }

  @Test(arguments: [40, 300, 5000])
  func aLongLineIsRejectedWithItsPlaceAndNotHeld(_ unitByteCount: Int) throws {
    let bytes =
      record(30) + [0x0A] + record(300_000) + [0x0D, 0x0A] + record(31) + [0x0A]
      + record(200_000)
    let options = ReadingSettings(unitByteCount: unitByteCount, maximumLineByteCount: 1000)
    let all = try readings(of: bytes, options)
    for reading in all {
      #expect(reading.outcomes.map(\.line) == [1, 2, 3, 4])
      #expect(reading.outcomes.map(\.byteOffset) == [0, 31, 300_033, 300_065])
      #expect(reading.outcomes.map(\.byteCount) == [30, 300_000, 31, 200_000])
      #expect(reading.outcomes.map(\.reason) == [nil, .oversizedLine, nil, .oversizedLine])
      #expect(
        reading.outcomes[1].detail == "the line has 300000 bytes, expected at most 1000")
      #expect(reading.units.allSatisfy { $0.heldByteCount <= unitByteCount + 1008 })
      #expect(reading.units.map(\.byteCount).reduce(0, +) == UInt64(bytes.count))
      #expect(reading.units == all[0].units)
    }
  }

  @Test func theHashIsOverTheBytesThatAreNotHeldToo() throws {
    var bytes = record(50_000) + [0x0A]
    let options = ReadingSettings(unitByteCount: 10, maximumLineByteCount: 1000)
    var hashes: Set<Hash128> = []
    for letter in "xy".utf8 {
      bytes[40_000] = letter
      var hash = PlacedHash()
      hash.add(bytes.span, at: 0)
      for reading in try readings(of: bytes, options) {
        #expect(reading.units.map(\.segmentHashes) == [[hash]])
        hashes.formUnion(reading.units.map(\.hash))
      }
    }
    #expect(hashes.count == 2)
  }

  @Test func aLongLineBehindOtherFilesOfTheUnitIsNotHeldEither() throws {
    let small = try directory.write(gzip(record(30)), to: "small.gz")
    let large = try directory.write(record(90_000) + [0x0D, 0x0A] + record(40), to: "large")
    let options = ReadingSettings(unitByteCount: 100, maximumLineByteCount: 1000)
    for paths in [[small, large], [large, small]] {
      let reading = try read(paths, options)
      #expect(reading.outcomes.compactMap(\.reason) == [.oversizedLine])
      #expect(reading.outcomes.map(\.byteCount).sorted() == [30, 40, 90_000])
      #expect(reading.units.allSatisfy { $0.heldByteCount <= 1108 })
    }
  }

  @Test func aLongBlankLineIsOversizedSinceItIsNotLookedThrough() throws {
    let blank = Array(repeating: UInt8(ascii: " "), count: 5000)
    let options = ReadingSettings(unitByteCount: 10, maximumLineByteCount: 1000)
    for reading in try readings(of: blank + [0x0A], options) {
      #expect(reading.outcomes.map(\.reason) == [.oversizedLine])
    }
  }

  @Test func theRawBytesOfALineAreItsFirst() throws {
    let bytes = record(30) + [0x0A] + record(90_000) + [0x0A]
    let path = try directory.write(bytes, to: "a")
    var reader = UnitReader(
      try InputCatalog.list([path]), unitByteCount: 1000, maximumLineByteCount: 1000)
    var unit = InputUnit()
    #expect(try reader.next(&unit))
    try unit.load()
    func raw(_ offset: UInt64, _ byteCount: UInt64, limit: Int) -> [UInt8] {
      let origin = RecordOrigin(
        segment: 0, line: 0, unitByteOffset: offset, byteCount: byteCount)
      let span = unit.rawBytes(of: origin, limit: limit)
      return span.indices.map { span[$0] }
    }
    #expect(raw(0, 30, limit: 100) == record(30))
    #expect(raw(0, 30, limit: 5) == Array(record(30)[..<5]))
    #expect(raw(31, 90_000, limit: 500) == Array(record(90_000)[..<500]))
    #expect(raw(31, 90_000, limit: 0).isEmpty)
    #expect(raw(31, 90_000, limit: -1).isEmpty)
    // No more than is held.
    #expect(raw(31, 90_000, limit: 1 << 20).count == unit.bytes.count - 31)
    #expect(raw(80_000, 5, limit: 10).isEmpty)
  }
}

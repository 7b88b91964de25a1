import ByteIO
import Ingest
import Records
import TestSupport
import Testing

/// What every format of the list must keep, tried on its fixture in fixtures/formats.
@Suite struct InputFormatTests {
  /// All fixtures hold the same records.
  private static let recordCount = 5

  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// The bytes of the one file of the format's name, whatever the rest of that file's name.
  private func fixture(_ format: InputFormat) throws -> [UInt8] {
    let names = try FileSystem.names(in: Fixtures.path("formats")).filter {
      $0.hasPrefix(format.name + ".")
    }
    #expect(names.count == 1, "fixtures/formats/\(format.name).*")
    return try FileSystem.bytes(of: Fixtures.path("formats/\(try #require(names.first))"))
  }

  @Test func everyFormatClaimsItsFixtureFirst() throws {
    #expect(Set(InputFormats.all.map(\.name)).count == InputFormats.all.count)
    for format in InputFormats.all {
      let bytes = try fixture(format)
      let claimant = InputFormats.all.first { $0.claims(bytes.span) == true }
      #expect(claimant?.name == format.name)
      #expect(InputFormats.format(of: bytes.span, isAll: true)?.name == format.name)
      // A claim that is made stands, however few bytes it was made of.
      for count in 0...bytes.count {
        let early = InputFormats.format(of: bytes.span.extracting(..<count), isAll: false)
        #expect(early == nil || early?.name == format.name, "\(count) bytes")
      }
    }
  }

  @Test func theLastFormatClaimsWhateverNoOtherDoes() throws {
    let last = try #require(InputFormats.all.last)
    for bytes in [[], [0], Array("[".utf8), Array("{".utf8), [0xFF, 0xFE]] as [[UInt8]] {
      #expect(last.claims(bytes.span) == true)
      #expect(InputFormats.format(of: bytes.span, isAll: true)?.name == last.name)
    }
  }

  @Test func everyFixtureHoldsTheSameRecords() throws {
    var expected: [Outcome.Result] = []
    for format in InputFormats.all {
      let results = try outcomes(of: fixture(format)).map(\.result)
      #expect(results.count == Self.recordCount, "\(format.name)")
      if expected.isEmpty { expected = results }
      #expect(results == expected, "\(format.name)")
    }
    #expect(expected.allSatisfy { if case .kept = $0 { true } else { false } })
  }

  @Test func everyFormatIsCutAlikeHoweverItIsStored() throws {
    for format in InputFormats.all {
      let bytes = try fixture(format)
      let expected = try outcomes(of: bytes)
      let plain = try directory.write(bytes, to: "plain")
      let stored = try directory.write(gzip(bytes, blockByteCount: 7), to: "stored")
      for unitByteCount in 1...(bytes.count + 1) {
        let comment = Comment(rawValue: "\(format.name) in units of \(unitByteCount)")
        let settings = ReadingSettings(unitByteCount: unitByteCount, batchByteCount: 1)
        let reading = try read([plain], settings)
        #expect(reading.outcomes == expected, comment)
        #expect(reading.units == (try read([stored], settings)).units, comment)
        #expect(reading.units.reduce(0) { $0 + $1.byteCount } == UInt64(bytes.count), comment)
        // A unit ends at the first border, so that there is a record in each.
        #expect(reading.units.count <= Self.recordCount + 2, comment)
      }
    }
  }

  /// A record that is too long to be held is passed over, and those around it are read.
  @Test func everyFormatPassesLongRecords() throws {
    for format in InputFormats.all {
      let bytes = try fixture(format)
      let plain = try directory.write(bytes, to: "plain")
      let stored = try directory.write(gzip(bytes), to: "stored")
      let settings = ReadingSettings(unitByteCount: 1, maximumLineByteCount: 120)
      let expected = try outcomes(of: bytes).map {
        $0.byteCount > 120 ? RejectionReason.oversizedLine : nil
      }
      #expect(Set(expected) == [nil, .oversizedLine])
      for path in [plain, stored] {
        let reading = try read([path], settings)
        #expect(reading.outcomes.map(\.reason) == expected, "\(format.name)")
        #expect(reading.units.allSatisfy { $0.heldByteCount <= 1 + 120 + 8 })
      }
    }
  }

  @Test func recordsThatAreFetchedOneByOneAreFoundAgain() throws {
    for format in InputFormats.all {
      let bytes = try fixture(format)
      let expected = try outcomes(of: bytes)
      for stored in [bytes, gzip(bytes)] {
        let file = try InputCatalog.regularFile(try directory.write(stored, to: "input"))
        var fetcher = try RecordFetcher(file, byteCount: UInt64(bytes.count))
        #expect(fetcher.format.name == format.name)
        var unit = InputUnit()
        unit.beginCollection(
          UnitNumber(task: 0, index: 0), of: fetcher.format, byteCount: 1 << 16)
        var record = ByteBuffer()
        for outcome in expected {
          try fetcher.read(outcome.byteCount, at: UInt64(outcome.byteOffset), into: &record)
          unit.collect(record)
        }
        try unit.load()
        var parser = RecordParser(options: ReadingSettings().parser)
        #expect(parse(unit, with: &parser).map(\.result) == expected.map(\.result))
        #expect(parser.recordCount == Self.recordCount)
      }
    }
  }
}

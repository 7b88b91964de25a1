import ByteIO
import Ingest
import TestSupport
import Testing

/// How compressed inputs are told and read, and what damage comes to.
@Suite struct CompressedInputTests {
  private static let text = Array("{\"text\":\"one\"}\n{\"text\":\"two\"}\n".utf8)

  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func fault(reading bytes: [UInt8]) throws -> Fault {
    let path = try directory.write(bytes, to: "input")
    return try #require(throws: Fault.self) { _ = try read([path]) }
  }

  /// The fault of an input that ends after so many compressed and decompressed bytes.
  private func truncated(
    _ compression: InputCompression, at count: Int, _ decompressedCount: Int,
    path: String? = nil
  ) -> Fault {
    .truncated(
      path: path ?? directory.file("input"), compression: compression,
      compressedByteOffset: UInt64(count), decompressedByteOffset: UInt64(decompressedCount))
  }

  /// How the message begins that an input is corrupt.
  private func corrupt(_ compression: InputCompression, near place: String = "") -> String {
    "\(directory.file("input")) is corrupt: not valid \(compression.rawValue) data near byte \(place)"
  }

  private func lineCount(of bytes: [UInt8]) throws -> Int {
    try read([directory.write(bytes, to: "input")]).outcomes.count
  }

  @Test func theFirstBytesTellAndNotTheName() throws {
    let named = [
      ("a.zst", Self.text, InputCompression.plain), ("b.jsonl", gzip(Self.text), .gzip),
      ("c.gz", try zstd(Self.text), .zstd),
      ("d", try skippableFrame([7]) + zstd(Self.text), .zstd),
    ]
    for (name, bytes, compression) in named {
      let path = try directory.write(bytes, to: name)
      let reading = try read([path])
      #expect(reading.compressions == [compression], "\(name)")
      #expect(reading.outcomes.count == 2, "\(name)")
    }
  }

  @Test func membersAndFramesFollowOneAnother() throws {
    let halves = [Array(Self.text[..<20]), Array(Self.text[20...])]
    #expect(try lineCount(of: gzip(halves[0]) + gzip([]) + gzip(halves[1])) == 2)
    #expect(try lineCount(of: zstd(halves[0]) + zstd([]) + zstd(halves[1])) == 2)
  }

  @Test func dataOfManyChunksComesOutWhole() throws {
    let line = "{\"text\":\"" + String(repeating: "0123456789", count: 100) + "\"}\n"
    let bytes = Array(String(repeating: line, count: 400).utf8)
    let stored = [
      gzip(bytes), try zstd(bytes, level: 1),
      gzip(Array(bytes[..<100_000])) + gzip(Array(bytes[100_000...])),
    ]
    for stored in stored {
      let reading = try read(
        [directory.write(stored, to: "large")], ReadingSettings(unitByteCount: 70_000))
      #expect(reading.decompressedByteCounts == [UInt64(bytes.count)])
      #expect(reading.outcomes.count == 400)
      #expect(reading.outcomes.allSatisfy { $0.reason == nil })
    }
  }

  @Test func zerosBehindAGzipMemberArePadding() throws {
    #expect(try lineCount(of: gzip(Self.text) + Array(repeating: 0, count: 100_000)) == 2)
  }

  @Test(arguments: ["x", "xx", "garbage that goes on", "\u{1F}x"])
  func otherBytesBehindAGzipMemberAreAnError(_ garbage: String) throws {
    let member = gzip(Self.text)
    let error = try fault(reading: member + Array(garbage.utf8))
    #expect(
      error
        == .corrupt(
          path: directory.file("input"), compression: .gzip,
          compressedByteOffset: UInt64(member.count),
          decompressedByteOffset: UInt64(Self.text.count),
          detail: garbage.hasPrefix("\u{1F}")
            ? "incorrect header check" : "other bytes follow the end of gzip member 1"))
  }

  @Test func otherBytesBehindPaddingAreAnError() throws {
    let error = try fault(reading: gzip(Self.text) + [0, 0, 1])
    #expect(error.description.contains("other bytes follow the zero padding after gzip member 1"))
  }

  @Test func otherBytesBehindAZstdFrameAreAnError() throws {
    let frame = try zstd(Self.text)
    let error = try fault(reading: frame + Array("garbage".utf8))
    let place = "\(frame.count) (decompressed byte \(Self.text.count)): "
    #expect(error.kind == .input)
    #expect(error.message.hasPrefix(corrupt(.zstd, near: place)), "\(error)")
  }

  @Test func aGzipMemberCutAnywhereIsTruncated() throws {
    let member = gzip(Self.text, blockByteCount: 12)
    for count in 2..<member.count {
      let error = try fault(reading: Array(member[..<count]))
      let expected = (0...Self.text.count).map { truncated(.gzip, at: count, $0) }
      #expect(expected.contains(error), "\(count) bytes: \(error)")
    }
  }

  @Test func aZstdFrameCutAnywhereIsTruncated() throws {
    let frame = try zstd(Self.text)
    for count in 4..<frame.count {
      let error = try fault(reading: Array(frame[..<count]))
      let expected = (0...Self.text.count).map { truncated(.zstd, at: count, $0) }
      #expect(expected.contains(error), "\(count) bytes: \(error)")
    }
  }

  @Test func aTruncatedPipeSaysSoToo() throws {
    let member = Array(gzip(Self.text).dropLast())
    let path = Monitor<String>("")
    let error = try #require(throws: Fault.self) {
      _ = try Pipe().carry(member, pieceByteCount: 3) { input in
        path.withLock { $0 = input.path }
        return try read([input])
      }
    }
    let input = path.withLock { $0 }
    #expect(error == truncated(.gzip, at: member.count, Self.text.count, path: input))
  }

  @Test func anyChangedByteOfAGzipMembersDataIsAnError() throws {
    let member = gzip(Self.text, blockByteCount: 12)
    // The first ten bytes are the header, of which most say nothing about the data.
    for index in 10..<member.count {
      var damaged = member
      damaged[index] ^= 0x01
      let error = try fault(reading: damaged)
      let truncated = "\(directory.file("input")) is truncated: its gzip data ends at byte "
      #expect(error.kind == .input)
      #expect(
        error.message.hasPrefix(corrupt(.gzip)) || error.message.hasPrefix(truncated),
        "byte \(index): \(error)")
    }
  }

  @Test func aZstdBlockOfAReservedTypeIsCorrupt() throws {
    // Magic, descriptor of a single segment of one byte's size, size, block of type 3.
    let error = try fault(reading: [0x28, 0xB5, 0x2F, 0xFD, 0x20, 5, 0x07, 0, 0, 1, 2, 3, 4, 5])
    #expect(error.kind == .input)
    #expect(error.message.hasPrefix(corrupt(.zstd)), "\(error)")
    #expect(error.message.contains(" (decompressed byte 0): "), "\(error)")
  }

  @Test func theMessageNamesFilePlaceAndRemedy() throws {
    let path = try directory.write(Array(gzip(Self.text).dropLast(4)), to: "cut.gz")
    let error = try #require(throws: Fault.self) { _ = try read([path]) }
    #expect(
      error.description
        == "\(path) is truncated: its gzip data ends at byte \(gzip(Self.text).count - 4), in the "
        + "middle of the data (decompressed byte \(Self.text.count)): fetch or compress the file "
        + "again")
  }

  /// The header of a frame with a window of 2^`windowLog` bytes (RFC 8878, section 3.1.1.1.2), and a
  /// last block with one line.
  private static func zstdFrame(windowLog: UInt8) -> [UInt8] {
    [0x28, 0xB5, 0x2F, 0xFD, 0x00, (windowLog - 10) << 3, 3 << 3 | 1, 0, 0] + "{}\n".utf8
  }

  @Test(arguments: [28, 30, 31])
  func aWindowThatIsTooLargeIsNoDamage(windowLog: UInt8) throws {
    let path = try directory.write(Self.zstdFrame(windowLog: windowLog), to: "large.zst")
    let error = try #require(throws: Fault.self) { _ = try read([path]) }
    #expect(error == .largeWindow(path: path))
    #expect(error.description.contains("zstd -dc --long=31 FILE | prep build -"))
    #expect(error.description.contains("--max-window 2GiB"))
    #expect(!error.description.contains("corrupt"))
    // With the memory it asks for it is read, and with half of it it is not.
    var input = try InputCatalog.regularFile(path)
    input.windowLog = Int(windowLog)
    #expect(try read([input], ReadingSettings()).outcomes.count == 1)
    input.windowLog = Int(windowLog) - 1
    #expect(throws: Fault.largeWindow(path: path)) {
      _ = try read([input], ReadingSettings())
    }
  }

  @Test func theLargestWindowThatIsReadIsThatOfLong() throws {
    #expect(try lineCount(of: Self.zstdFrame(windowLog: 27)) == 1)
  }

  @Test func formatsThatAreNotReadAreNamed() throws {
    let beginnings: [(name: String, bytes: [UInt8])] = [
      ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0, 4]),
      ("bzip2", Array("BZh91AY&SY".utf8)), ("zip", [0x50, 0x4B, 3, 4, 20, 0]),
      ("Parquet", Array("PAR1".utf8) + [0x15]), ("Arrow", Array("ARROW1".utf8) + [0, 0]),
      ("UTF-16", [0xFF, 0xFE] + "{\"text\"".utf8.flatMap { [$0, 0] }),
      ("UTF-16", [0xFE, 0xFF] + "{\"text\"".utf8.flatMap { [0, $0] }),
      ("UTF-16", "{\"text\"".utf8.flatMap { [$0, 0] }),
      ("UTF-16", "[{\"text\"".utf8.flatMap { [0, $0] }),
      ("UTF-32", [0xFF, 0xFE, 0, 0] + "{\"text\"".utf8.flatMap { [$0, 0, 0, 0] }),
      ("UTF-32", "{\"text\"".utf8.flatMap { [0, 0, 0, $0] }),
      ("lz4", [0x04, 0x22, 0x4D, 0x18, 0x64]), ("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0]),
      ("tar", Array("data.jsonl".utf8) + [UInt8](repeating: 0, count: 247) + "ustar".utf8),
      ("SQLite", Array("SQLite format 3\0".utf8)),
      ("Excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
      ("Git LFS pointer", Array("version https://git-lfs.github.com/spec/v1\noid sha256:0\n".utf8)),
      ("HTML or XML", Array("\n<!DOCTYPE HTML>\n<p>No such file.".utf8)),
      ("HTML or XML", Array("<?xml version=\"1.0\"?>".utf8)),
      ("CSV", Array("instruction,response\nWhat?,\"That.\"\n".utf8)),
      ("CSV", [0xEF, 0xBB, 0xBF] + "\"instruction\",\"the response\"\r\n\"a\",\"b\"".utf8),
      ("TSV", Array("q\ta\n1\t2\n".utf8)),
    ]
    #expect(Set(beginnings.map(\.name)) == Set(ForeignFormats.all.map(\.name)))
    for (name, bytes) in beginnings {
      let format = try #require(ForeignFormats.all.first { $0.name == name })
      let path = try directory.write(bytes, to: "input")
      let error = try #require(throws: Fault.self) { _ = try InputCatalog.list([path]) }
      #expect(error == .foreignFormat(path: path, format))
      #expect(error.description.hasPrefix("\(path) holds \(name) data, expected JSON"))
      // What is compressed is looked at once it is opened.
      let stored = try directory.write(gzip(bytes, blockByteCount: 3), to: "stored")
      let inside = try #require(throws: Fault.self) { _ = try read([stored]) }
      #expect(inside == .foreignFormat(path: stored, format))
      let piped = try #require(throws: Fault.self) {
        _ = try Pipe().carry(bytes, pieceByteCount: 1) { try read([$0]) }
      }
      // Whatever the pipe is called.
      let message = Fault.foreignFormat(path: "", format).message
      #expect(piped.kind == .input && piped.message.hasSuffix(message), "\(piped)")
    }
    // Text that only begins alike is text.
    #expect(try lineCount(of: Array("BZh9 is no JSON\nPAR\n".utf8)) == 2)
    #expect(try lineCount(of: [0xFF, 0xFE] + Self.text) == 2)
    for text in [
      "one, two\n{\"text\":\"a\"}\n", "one two\nthree four\n", "a,b\n", "a,b\nc\n",
      "1,2\n3,4\n", "<p>\n</p>\n",
    ] {
      #expect(
        try read([directory.write(Array(text.utf8), to: "text")]).outcomes.count > 0, "\(text)")
    }
  }
}

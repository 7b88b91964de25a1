@testable import Ingest
import Records
import TestSupport
import Testing

/// Random inputs, read in units of random sizes, give what the plain reader of the tests gives.
@Suite struct RandomInputTests {
  @Test(arguments: 0..<12)
  func readingEqualsTheSlowReader(_ seed: Int) throws {
    var random = RandomLines(seed: UInt64(seed))
    let directory = try TemporaryDirectory()
    for round in 0..<8 {
      let files = (0..<Int.random(in: 1...4, using: &random.generator)).map { _ in random.file() }
      let options = ReadingSettings(
        unitByteCount: [1, 30, 200, 1000, 1 << 20].randomElement(using: &random.generator) ?? 1,
        maximumLineByteCount: [40, 150, 1 << 20, 1 << 20].randomElement(using: &random.generator)
          ?? 1,
        batchByteCount: [1, 100, 1 << 20].randomElement(using: &random.generator) ?? 1)
      let paths = try files.enumerated().map { index, bytes in
        let stored =
          switch Int.random(in: 0..<3, using: &random.generator) {
          case 0: gzip(bytes, blockByteCount: 100)
          case 1: try zstd(bytes)
          default: bytes
          }
        return try directory.write(stored, to: "\(round)-\(index)")
      }
      let found = try read(paths, options).outcomes.map(\.withoutDetail)
      let expected = ReferenceReader.outcomes(
        of: files, maximumLineByteCount: options.maximumLineByteCount)
      try #require(found.count == expected.count)
      for (found, expected) in zip(found, expected) where found != expected {
        Issue.record("found \(found), expected \(expected) in round \(round), \(options)")
      }
    }
  }

  /// Elements that are valid JSON become what they become as lines, in units of any size.
  @Test(arguments: 0..<4)
  func arraysEqualTheLinesOfTheirElements(_ seed: Int) throws {
    var random = RandomLines(seed: 200 + UInt64(seed))
    let directory = try TemporaryDirectory()
    for round in 0..<10 {
      var elements = [Array(#"{"text":"first"}"#.utf8)]
      while elements.count < 30 {
        let line = random.line().filter { $0 != UInt8(ascii: "\r") }
        let text = line.drop { $0 == 0x20 || $0 == 0x09 }
        if (try? ReferenceJSON(parsing: Array(text))) != nil { elements.append(Array(text)) }
      }
      var array = Array("[".utf8)
      for (index, element) in elements.enumerated() {
        if index > 0 { array.append(UInt8(ascii: ",")) }
        let space = ["", " ", "\n", "\r\n\t"].randomElement(using: &random.generator) ?? ""
        array += Array(space.utf8) + element + Array(space.utf8)
      }
      array.append(UInt8(ascii: "]"))
      let path = try directory.write(array, to: "\(round)")
      let options = ReadingSettings(
        unitByteCount: [1, 30, 200, 1 << 20].randomElement(using: &random.generator) ?? 1,
        batchByteCount: [1, 1 << 20].randomElement(using: &random.generator) ?? 1)
      let found = try read([path], options).outcomes
      let expected = try outcomes(of: Array(elements.joined(separator: [UInt8(ascii: "\n")])))
      #expect(found.map(\.result) == expected.map(\.result))
      #expect(found.map(\.line) == expected.map(\.line))
    }
  }

  /// The scanner runs only over what simdjson refuses; here it must agree with both twins always.
  @Test(arguments: 0..<4)
  func scannerAndSimdjsonAcceptTheSameLines(_ seed: Int) throws {
    var random = RandomLines(seed: 100 + UInt64(seed))
    var parser = JSONDocumentParser(maximumDepth: 1024)
    for _ in 0..<1500 {
      let line = random.line()
      guard !line.isEmpty else { continue }
      var expected: RejectionReason?
      do throws(ReferenceJSON.Fault) {
        _ = try ReferenceJSON(parsing: line)
      } catch {
        expected = error == .malformed ? .malformedJSON : .invalidUTF8
      }
      var scanned: RecordFault?
      do throws(RecordFault) {
        _ = try JSONScanner.scan(line.span, maximumDepth: 1024)
      } catch {
        scanned = error
      }
      let parsed = parser.fault(in: buffer(line))
      let shown = String(decoding: line, as: UTF8.self).debugDescription
      #expect(scanned?.reason == expected, "\(shown)")
      #expect(parsed == scanned, "\(shown)")
    }
  }
}

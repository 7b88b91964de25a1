import ByteIO
import CSimdjson
import Glibc
import Ingest
import Records

/// Reading, parsing and mapping records, and beside it simdjson and memcpy on the same bytes.
enum IngestStage {
  static let unitByteCount = 16 << 20
  static let maximumLineByteCount = 64 << 20

  static func measure(_ path: String, rounds: Int) throws {
    let inputs = try InputCatalog.list([path])
    var timings = Timings()
    var byteCount = 0
    var recordCount = 0
    let yardstick = try Yardstick()
    // The first round warms up and is not counted.
    for round in 0...rounds {
      if round == 1 { timings = Timings() }
      timings.beginRound()
      (byteCount, recordCount) = (0, 0)
      var reader = UnitReader(
        inputs, unitByteCount: unitByteCount, maximumLineByteCount: maximumLineByteCount)
      var parser = RecordParser(options: ReadingOptions())
      var unit = InputUnit()
      while try timings.time(
        "read",
        { () throws in
          guard try reader.next(&unit) else { return false }
          try unit.load()
          return true
        })
      {
        byteCount += Int(unit.byteCount)
        recordCount += timings.time("map") {
          // One a unit, as the encode task has it.
          var batch = ConversationBatch()
          var count = 0
          var hasMore = true
          while hasMore {
            batch.removeAll()
            hasMore = parser.parse(unit, into: &batch)
            count += batch.records.count
          }
          return count
        }
        unit.bytes.withUnsafeBytes { bytes in
          timings.time("simdjson alone, line by line") { yardstick.parse(bytes) }
          timings.time("memcpy") { yardstick.copy(bytes) }
        }
      }
    }
    print("ingest: \(byteCount) bytes, \(recordCount) records kept")
    let speed = timings.median { Double(byteCount) / ($0("read") + $0("map")) / 1e6 }
    print(pad("  all: read, hash, cut, parse, map", to: 44), pad(Int(speed), to: 7), "MB/s")
    timings.printSpeed("read", byteCount: byteCount)
    timings.printSpeed("map", byteCount: byteCount)
    timings.printSpeed("simdjson alone, line by line", byteCount: byteCount)
    timings.printSpeed("memcpy", byteCount: byteCount)
    let ratio = timings.median { $0("map") / $0("simdjson alone, line by line") }
    print("map takes \(decimal(ratio, places: 2)) times as long as simdjson alone")
  }

  /// The same lines through simdjson, and the same bytes through memcpy.
  ///
  /// SAFETY: `bytes` is a unit's buffer, behind which its padding lies.
  private final class Yardstick {
    private let parser: OpaquePointer
    private var copy: UnsafeMutableRawBufferPointer

    init() throws {
      guard let parser = cprep_simdjson_create(1024) else { fatalError("out of memory") }
      self.parser = parser
      copy = .allocate(byteCount: 2 * unitByteCount, alignment: 64)
    }

    func parse(_ bytes: UnsafeRawBufferPointer) {
      guard let base = bytes.baseAddress else { return }
      var tape = cprep_simdjson_tape()
      var start = 0
      while start < bytes.count {
        let found = memchr(base + start, 0x0A, bytes.count - start)
        let end = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
        if end > start { _ = cprep_simdjson_parse(parser, base + start, end - start, &tape) }
        start = end + 1
      }
    }

    func copy(_ bytes: UnsafeRawBufferPointer) {
      if copy.count < bytes.count {
        copy.deallocate()
        copy = .allocate(byteCount: bytes.count, alignment: 64)
      }
      copy.copyMemory(from: bytes)
    }
  }
}

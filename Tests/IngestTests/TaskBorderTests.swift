import ByteIO
import Records
import TestSupport
import Testing

@testable import Ingest

/// Which records a unit has and which a task, on files made to be difficult.
@Suite struct TaskBorderTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// Lines of any length and kind: blank ones, with `\r\n`, far longer than a unit, a file without a
  /// line end at its end, with a byte order mark, of nothing.
  private static func hostileFile(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = Int.random(in: 0..<4, using: &random) == 0 ? [0xEF, 0xBB, 0xBF] : []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      func text(_ limit: Int) -> String {
        let count = Int.random(in: 0...limit, using: &random)
        return "{\"text\":\"" + String(repeating: "x", count: count) + "y\"}"
      }
      let line =
        switch Int.random(in: 0..<6, using: &random) {
        case 0: "\n"
        case 1: "\r\n"
        case 2: text(200) + "\r\n"
        case 3: String(repeating: "a", count: Int.random(in: 0...30, using: &random)) + "\n"
        default: text(20) + "\n"
        }
      bytes += Array(line.utf8)
    }
    if Bool.random(using: &random) { bytes += Array("{\"text\":\"tail\"}".utf8) }
    return bytes
  }

  /// The slow twin: where the units of one file end that is read alone.
  private static func unitEnds(_ bytes: [UInt8], _ unitByteCount: Int) -> [Int] {
    var ends: [Int] = []
    var start = 0
    for end in bytes.indices.map({ $0 + 1 }) {
      let isBorder = end == bytes.count || bytes[end - 1] == UInt8(ascii: "\n")
      if isBorder, end == bytes.count || end / unitByteCount > start / unitByteCount {
        ends.append(end)
        start = end
      }
    }
    return ends
  }

  /// Reads each task by itself, in a reader of its own.
  private func readAlone(
    _ inputs: [InputFile], _ tasks: [InputTask], _ settings: ReadingSettings
  ) throws -> [UnitFacts] {
    var units: [UnitFacts] = []
    for task in tasks.reversed() {
      units = try read(inputs, settings, tasks: [task]).units + units
    }
    return units
  }

  @Test func eachTaskAloneReadsItsShareOfTheWhole() throws {
    var random = SeededGenerator(seed: 19)
    for _ in 0..<60 {
      let bytes = Self.hostileFile(&random)
      let path = try directory.write(bytes, to: "data")
      let inputs = try InputCatalog.list([path])
      let expected = try read(inputs)
      for unitByteCount in [1, 2, 3, 7, 16, 64] {
        let settings = ReadingSettings(unitByteCount: unitByteCount)
        let ends = Self.unitEnds(bytes, unitByteCount)
        for unitsPerTask in [1, 2, 5, 1000] {
          let tasks = try InputTasks.list(
            inputs, unitByteCount: unitByteCount, unitsPerTask: unitsPerTask)
          let together = try read(inputs, settings, tasks: tasks)
          let comment = Comment(rawValue: "units of \(unitByteCount), tasks of \(unitsPerTask)")
          #expect(together.outcomes == expected.outcomes, comment)
          #expect(
            together.units.map { Int($0.segments[0].fileByteOffset + $0.byteCount) } == ends,
            comment)
          #expect(try readAlone(inputs, tasks, settings) == together.units, comment)
          for unit in together.units {
            #expect(
              Int(unit.segments[0].fileByteOffset) / (unitByteCount * unitsPerTask)
                == Int(unit.number.task), comment)
          }
        }
      }
    }
  }

  /// Borders do not depend on the way in which a file is stored, nor on tasks.
  @Test func streamsAndPlainFilesAreCutAlike() throws {
    var random = SeededGenerator(seed: 20)
    for _ in 0..<40 {
      let bytes = Self.hostileFile(&random) + [0x0A] + Self.hostileFile(&random)
      let inputs = try InputCatalog.list([
        try directory.write(bytes, to: "plain"),
        try directory.write(gzip(bytes, blockByteCount: 13), to: "gzip"),
        try directory.write(zstd(bytes), to: "zstd"),
      ])
      for unitByteCount in [1, 3, 16, 100] {
        let settings = ReadingSettings(unitByteCount: unitByteCount)
        let tasks = try InputTasks.list(inputs, unitByteCount: unitByteCount, unitsPerTask: 1)
        let units = try read(inputs, settings, tasks: tasks).units
        let perFile = (0..<3).map { file in
          units.flatMap(\.segments).filter { $0.file == file }
            .map { $0.fileByteOffset + $0.byteCount }
        }
        // Files that are no larger than a task share units, and so have more borders.
        guard inputs.allSatisfy({ $0.byteCount ?? 0 > UInt64(unitByteCount) }) else { continue }
        let ends = Self.unitEnds(bytes, unitByteCount).map { UInt64($0) }
        #expect(perFile == [ends, ends, ends], "units of \(unitByteCount)")
      }
    }
  }

  /// Files that share units: what each task has when it is done alone, whatever stands before.
  @Test func groupsOfFilesAreCutAlikeAloneAndTogether() throws {
    var random = SeededGenerator(seed: 21)
    for round in 0..<25 {
      let files = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        Self.hostileFile(&random)
      }
      var paths: [String] = []
      for (number, bytes) in files.enumerated() {
        let stored =
          [bytes, bytes, gzip(bytes), try zstd(bytes)]
          .randomElement(using: &random) ?? bytes
        paths.append(try directory.write(stored, to: "\(round)/\(number)"))
      }
      let inputs = try InputCatalog.list(paths)
      let expected = try read(inputs).outcomes
      for (unitByteCount, unitsPerTask) in [(1, 1), (10, 3), (50, 2), (200, 2), (100, 50)] {
        let settings = ReadingSettings(unitByteCount: unitByteCount)
        let tasks = try InputTasks.list(
          inputs, unitByteCount: unitByteCount, unitsPerTask: unitsPerTask)
        let together = try read(inputs, settings, tasks: tasks)
        let comment = Comment(rawValue: "units of \(unitByteCount), tasks of \(unitsPerTask)")
        #expect(together.outcomes == expected, comment)
        #expect(together.decompressedByteCounts == files.map { UInt64($0.count) }, comment)
        #expect(try readAlone(inputs, tasks, settings) == together.units, comment)
        #expect(together.units.map(\.number) == together.units.map(\.number).sorted(), comment)
        checkContinuity(together.units, files, comment)
      }
    }
  }

  /// Makes sure that units are not empty, leave out nothing, end at line ends, and number through.
  private func checkContinuity(
    _ units: [UnitFacts], _ files: [[UInt8]], _ comment: Comment
  ) {
    var ends = [UInt64](repeating: 0, count: files.count)
    var last: UnitNumber?
    for unit in units {
      let isFirst = last?.task != unit.number.task
      #expect(unit.number.index == (isFirst ? 0 : (last?.next.index ?? 0)), comment)
      last = unit.number
      for segment in unit.segments {
        let file = Int(segment.file)
        #expect(segment.fileByteOffset == ends[file] && segment.byteCount > 0, comment)
        ends[file] += segment.byteCount
        let end = Int(ends[file])
        #expect(
          end == files[file].count || files[file][end - 1] == UInt8(ascii: "\n"), comment)
      }
    }
    #expect(ends == files.map { UInt64($0.count) }, comment)
  }

  /// One line over many ranges, in which no unit begins, and none of which is empty.
  @Test func aLineOverManyRangesBelongsToTheOneInWhichItBegins() throws {
    let long = "{\"text\":\"" + String(repeating: "x", count: 300_000) + "\"}\n"
    let bytes = Array(("{\"text\":\"a\"}\n" + long + "{\"text\":\"b\"}\n").utf8)
    let inputs = try InputCatalog.list([try directory.write(bytes, to: "data")])
    let settings = ReadingSettings(unitByteCount: 1000, maximumLineByteCount: 2000)
    let tasks = try InputTasks.list(inputs, unitByteCount: 1000, unitsPerTask: 2)
    let alone = try readAlone(inputs, tasks, settings)
    #expect(alone.map(\.byteCount) == [UInt64(13 + long.utf8.count), 13])
    #expect(alone.map(\.number.task) == [0, UInt32((13 + long.utf8.count) / 2000)])
    #expect(alone == (try read(inputs, settings, tasks: tasks)).units)
    #expect(alone.allSatisfy { $0.heldByteCount <= 3008 })
  }

  /// Of an array the same rule holds, read in order.
  @Test func arraysAreCutAtTheFirstBordersFromMultiples() throws {
    let elements = (0..<30).map { "{\"text\":\"\(String(repeating: "x", count: $0 % 7))\"}" }
    let bytes = Array(("[" + elements.joined(separator: ",") + "]").utf8)
    let inputs = try InputCatalog.list([try directory.write(bytes, to: "data")])
    // A border is behind each comma between elements, and behind the end.
    var borders: [Int] = []
    var position = 1
    for element in elements {
      position += element.utf8.count + 1
      borders.append(position)
    }
    for unitByteCount in [1, 10, 16, 33, 100, 1000] {
      var ends: [Int] = []
      for border in borders
      where border == bytes.count || border / unitByteCount > (ends.last ?? 0) / unitByteCount {
        ends.append(border)
      }
      let tasks = try InputTasks.list(inputs, unitByteCount: unitByteCount, unitsPerTask: 1)
      let reading = try read(inputs, ReadingSettings(unitByteCount: unitByteCount), tasks: tasks)
      #expect(
        reading.units.map { Int($0.segments[0].fileByteOffset + $0.byteCount) } == ends,
        "\(unitByteCount)")
      #expect(reading.outcomes.count == 30)
    }
  }
}

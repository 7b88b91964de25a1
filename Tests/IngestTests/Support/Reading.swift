import ByteIO
import Ingest
import Records
import TestSupport
import Testing
import Tokenizer

/// What one unit is made of.
struct UnitFacts: Equatable {
  var number: UnitNumber
  var segments: [UnitSegment]
  var segmentHashes: [PlacedHash]
  var byteCount: UInt64
  var heldByteCount: Int
  var hash: Hash128
  var lineCounts: [UInt64]

  init(of unit: borrowing InputUnit, lineCounts: [UInt64]) {
    number = unit.number
    segments = unit.segments
    segmentHashes = unit.segmentHashes
    byteCount = unit.byteCount
    heldByteCount = unit.bytes.count
    hash = unit.hash
    self.lineCounts = lineCounts
  }
}

/// All that is read from some inputs.
struct Reading {
  var units: [UnitFacts] = []
  var outcomes: [Outcome] = []
  var compressions: [InputCompression?] = []
  var decompressedByteCounts: [UInt64] = []
}

/// How to read: small values bring out what happens at borders.
struct ReadingSettings {
  var unitByteCount = 1 << 24
  var maximumLineByteCount = 64 << 20
  var batchByteCount = 1 << 20
  var maximumDepth = 1024
  var map: [String] = []
  var system: String?
  var condition: String?
  var unread = UnreadPolicy.count

  var parser: ReadingOptions {
    var options = ReadingOptions()
    options.maximumLineByteCount = maximumLineByteCount
    options.batchByteCount = batchByteCount
    options.maximumDepth = maximumDepth
    // What tests of these are about is sound; faults have tests of their own.
    options.map = (try? FieldMap(map)) ?? FieldMap()
    options.system = system
    options.unread = unread
    options.condition = condition.flatMap { try? RecordCondition($0) }
    return options
  }
}

/// Reads what `tasks` read of `inputs`, all of them where none are given, as the encode stage does, on
/// one thread.
func read(
  _ inputs: [InputFile], _ options: ReadingSettings = ReadingSettings(), tasks: [InputTask]? = nil
) throws(Fault) -> Reading {
  var reader = UnitReader(
    inputs, tasks: tasks ?? [InputTask(allOf: inputs)], unitByteCount: options.unitByteCount,
    maximumLineByteCount: options.maximumLineByteCount)
  var parser = RecordParser(options: options.parser, tools: ChatTemplate.llama31.tools)
  var unit = InputUnit()
  var reading = Reading()
  var lines = LineNumbers()
  while try reader.next(&unit) {
    try unit.load()
    let outcomes = parse(unit, with: &parser)
    reading.units.append(UnitFacts(of: unit, lineCounts: parser.lineCounts))
    reading.outcomes += lines.absolute(outcomes, unit.segments, parser.lineCounts)
  }
  reading.compressions = reader.compressions
  reading.decompressedByteCounts = reader.decompressedByteCounts
  return reading
}

/// Reads what `paths` name.
func read(
  _ paths: [String], _ options: ReadingSettings = ReadingSettings()
) throws(Fault) -> Reading {
  try read(InputCatalog.list(paths), options)
}

/// The outcomes of `lines`, which lie in one file; for tests of single lines.
func outcomes(
  of lines: String, _ options: ReadingSettings = ReadingSettings()
) throws -> [Outcome] {
  try outcomes(of: Array(lines.utf8), options)
}

/// The outcomes of `bytes`, which are one file.
func outcomes(
  of bytes: [UInt8], _ options: ReadingSettings = ReadingSettings()
) throws -> [Outcome] {
  let pipe = try Pipe()
  return try pipe.carry(bytes) { input in try read([input], options).outcomes }
}

/// What becomes of a single line.
func result(of line: String) throws -> Outcome.Result {
  let found = try outcomes(of: line)
  guard found.count == 1, let outcome = found.first else {
    Issue.record("\(found.count) outcomes of one line")
    return .rejected(.malformedJSON, "")
  }
  return outcome.result
}

/// The outcomes of a unit in the order of its lines; `file` is the segment, lines count from 0.
func parse(_ unit: borrowing InputUnit, with parser: inout RecordParser) -> [Outcome] {
  var outcomes: [Outcome] = []
  var batch = ConversationBatch()
  while parser.parse(unit, into: &batch) {
    var part = batch.records.map { record in
      Outcome(
        record.origin, unit.segments,
        .kept(
          record.form,
          batch.messages[record.messages].map {
            .init(
              $0.role, Array(batch.text[$0.textRange]), $0.training,
              thought: Array(batch.text[$0.thought]))
          },
          source: batch.sourceNames[record.source]))
    }
    part += batch.rejections.map {
      Outcome($0.origin, unit.segments, .rejected($0.reason, $0.detail))
    }
    outcomes += part.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    batch.removeAll()
  }
  return outcomes
}

extension Outcome {
  init(_ origin: RecordOrigin, _ segments: [UnitSegment], _ result: Result) {
    self.init(
      file: Int(origin.segment), line: Int(origin.line),
      byteOffset: Int(origin.fileByteOffset(in: segments)), byteCount: Int(origin.byteCount),
      result: result)
  }
}

/// Counts the lines of each file over its units, which must come in order.
struct LineNumbers {
  private var linesBefore: [UInt32: Int] = [:]

  mutating func absolute(
    _ outcomes: [Outcome], _ segments: [UnitSegment], _ lineCounts: [UInt64]
  ) -> [Outcome] {
    let absolute = outcomes.map { outcome in
      let segment = segments[outcome.file]
      var copy = outcome
      copy.file = Int(segment.file)
      copy.line += 1
      if segment.fileByteOffset > 0 { copy.line += linesBefore[segment.file, default: 0] }
      return copy
    }
    for (segment, count) in zip(segments, lineCounts) {
      linesBefore[segment.file, default: 0] += Int(count)
    }
    return absolute
  }
}

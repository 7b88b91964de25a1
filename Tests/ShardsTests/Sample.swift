import ByteIO
import Records
import TestSupport

@testable import Shards

/// Made-up input: units with records, rejections and blank lines, as an encode task sees them.
struct Sample {
  struct Record {
    var origin: RecordOrigin
    var form: RecordForm
    var messages: [(role: Role, text: [UInt8])]
    var source: String
    var languages: (prompt: LanguageCode, response: LanguageCode)
    var tokens: [UInt32]
    var spans: [TrainedSpan]
    var hits: [TokenBatch.SpecialTokenHit]

    var trainedTokenCount: Int { spans.reduce(0) { $0 + Int($1.count) } }

    /// Any figures, up to the greatest, that follow from the tokens.
    var measures: RecordMeasures {
      var measures = RecordMeasures()
      measures.textByteCount = UInt32.max - (tokens.first ?? 0)
      measures.textTokenCount = tokens.last ?? 0
      measures.toolCallCount = UInt32(spans.count) << 20
      measures.definesTools = tokens.count % 2 == 1
      return measures
    }
  }

  struct Unit {
    var number: Int
    var bytes: [UInt8] = []
    var segments: [UnitSegment] = []
    var lineCounts: [UInt64] = []
    var records: [Record] = []
    var rejections: [Rejection] = []

    /// Nil for one in task 0, as of many small files.
    var other: UnitNumber?
    var unitNumber: UnitNumber { other ?? UnitNumber(task: 0, index: UInt32(number)) }

    var segmentHashes: [PlacedHash] {
      segments.map { segment in
        var hash = PlacedHash()
        let start = Int(segment.unitByteOffset)
        let bytes = Array(bytes[start..<(start + Int(segment.byteCount))])
        hash.add(bytes.span, at: segment.fileByteOffset)
        return hash
      }
    }

    func raw(_ origin: RecordOrigin, limit: Int = Int.max) -> [UInt8] {
      let start = Int(origin.unitByteOffset)
      return Array(bytes[start..<(start + min(limit, Int(origin.byteCount)))])
    }
  }

  var units: [Unit] = []
  var records: [Record] { units.flatMap(\.records) }

  /// Three units of two and a half files: file 0 goes on from unit 0 into unit 1, where file 1
  /// stands too; file 2 has no bytes; file 3 is unit 2.
  init(seed: UInt64, linesPerSegment: Int = 12, tokenCounts: ClosedRange<Int> = 1...60) {
    var random = SeededGenerator(seed: seed)
    var fileEnds: [UInt32: UInt64] = [:]
    for (number, files) in [[0], [0, 1], [3]].enumerated() {
      var unit = Unit(number: number)
      for file in files.map({ UInt32($0) }) {
        Self.addSegment(
          file, at: fileEnds[file, default: 0], linesPerSegment, tokenCounts, to: &unit, &random)
        fileEnds[file, default: 0] += unit.segments[unit.segments.count - 1].byteCount
      }
      units.append(unit)
    }
  }

  private static func addSegment(
    _ file: UInt32, at fileByteOffset: UInt64, _ lineCount: Int, _ tokenCounts: ClosedRange<Int>,
    to unit: inout Unit, _ random: inout SeededGenerator
  ) {
    let start = unit.bytes.count
    for line in 0..<lineCount {
      let byteCount = Int.random(in: 0...90, using: &random)
      let origin = RecordOrigin(
        segment: UInt32(unit.segments.count), line: UInt32(line),
        unitByteOffset: UInt64(unit.bytes.count), byteCount: UInt64(byteCount))
      unit.bytes += (0..<byteCount).map { _ in UInt8.random(in: 0x20...0xFF, using: &random) }
      unit.bytes.append(0x0A)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: break
      case 1:
        let reason = RejectionReason.allCases.randomElement(using: &random) ?? .language
        unit.rejections.append(
          Rejection(
            origin: origin, reason: reason, detail: "détail \(line)",
            form: ([nil] + RecordForm.named.map(\.form)).randomElement(using: &random) ?? nil))
      default: unit.records.append(record(origin, tokenCounts, &random))
      }
    }
    unit.segments.append(
      UnitSegment(
        file: file, fileByteOffset: fileByteOffset, unitByteOffset: UInt64(start),
        byteCount: UInt64(unit.bytes.count - start)))
    unit.lineCounts.append(UInt64(lineCount))
  }

  private static func record(
    _ origin: RecordOrigin, _ tokenCounts: ClosedRange<Int>, _ random: inout SeededGenerator
  ) -> Record {
    let tokenCount = Int.random(in: tokenCounts, using: &random)
    let limits: [UInt32] = [0, 0xFFFF, 0x1_0000, 0x1_FFFF]
    let tokens = (0..<tokenCount).map { _ in
      Int.random(in: 0..<10, using: &random) == 0
        ? limits.randomElement(using: &random) ?? 0 : UInt32.random(in: 0..<131_072, using: &random)
    }
    var spans: [TrainedSpan] = []
    var position = 0
    while position < tokenCount {
      let skipped = Int.random(in: 0...20, using: &random)
      let count = Int.random(in: 1...20, using: &random)
      guard position + skipped + count <= tokenCount else { break }
      spans.append(TrainedSpan(start: UInt32(position + skipped), count: UInt32(count)))
      position += skipped + count
    }
    let hits = (0..<Int.random(in: 0...2, using: &random)).map {
      TokenBatch.SpecialTokenHit(token: 128_000 + UInt32($0), count: UInt32($0 + 1))
    }
    let roles: [Role] = [.system, .user, .assistant]
    return Record(
      origin: origin, form: .messages,
      messages: roles.map { role in
        (role, (0..<Int.random(in: 0...9, using: &random)).map { UInt8(0x61 + $0) })
      },
      source: ["", "one", "two", "drei"].randomElement(using: &random) ?? "",
      languages: (.english, LanguageCode("de") ?? .undetermined), tokens: tokens, spans: spans,
      hits: hits)
  }
}

extension Sample.Unit {
  /// The record as one batch of an encode task holds it.
  func batches(of count: Int) -> [(ConversationBatch, TokenBatch)] {
    var batches: [(ConversationBatch, TokenBatch)] = []
    var names: [String] = [""]
    var rest = records[...]
    var rejected = rejections[...]
    repeat {
      var conversations = ConversationBatch()
      var tokens = TokenBatch()
      for record in rest.prefix(count) {
        Self.append(record, to: &conversations, &tokens, &names)
      }
      rest = rest.dropFirst(count)
      let limit = rest.first?.origin
      // Out of order within the batch, as stages that run one after the other leave them.
      while let first = rejected.first, limit.map({ $0.isAfter(first.origin) }) ?? true {
        conversations.rejections.insert(first, at: 0)
        rejected = rejected.dropFirst()
      }
      conversations.sourceNames = names
      batches.append((conversations, tokens))
    } while !rest.isEmpty
    return batches
  }

  private static func append(
    _ record: Sample.Record, to conversations: inout ConversationBatch, _ tokens: inout TokenBatch,
    _ names: inout [String]
  ) {
    if !names.contains(record.source) { names.append(record.source) }
    let first = conversations.messages.count
    for message in record.messages {
      conversations.messages.append(
        .init(
          role: message.role, textStart: conversations.text.count, textCount: message.text.count))
      conversations.text += message.text
    }
    var entry = ConversationBatch.Record(
      origin: record.origin, form: record.form, messages: first..<conversations.messages.count,
      source: names.firstIndex(of: record.source) ?? 0)
    entry.promptLanguage = record.languages.prompt
    entry.responseLanguage = record.languages.response
    conversations.records.append(entry)
    let start = (tokens.tokens.count, tokens.spans.count, tokens.hits.count)
    tokens.tokens += record.tokens
    tokens.spans += record.spans
    tokens.hits += record.hits
    tokens.records.append(
      .init(
        index: conversations.records.count - 1, tokens: start.0..<tokens.tokens.count,
        spans: start.1..<tokens.spans.count, hits: start.2..<tokens.hits.count,
        exchanges: 0..<0,
        trainedTokenCount: record.trainedTokenCount,
        templateTokenCount: min(3, record.tokens.count), measures: record.measures))
  }

  /// Writes the unit's part as `path`, in batches of so many records.
  @discardableResult
  func writePart(
    _ path: String, batchOf count: Int = 5, rawByteLimit: Int = 65536, rawForLongerThan: Int? = nil
  ) throws -> PartReceipt {
    var writer = try PartWriter(
      FilePlace(path), unit: unitNumber, columns: [.twoWords, .line], rawByteLimit: rawByteLimit,
      rawForLongerThan: rawForLongerThan)
    for (conversations, tokens) in batches(of: count) {
      try writer.append(conversations, tokens) { origin, limit, output in
        output.append(raw(origin, limit: limit).span)
      }
    }
    return try writer.finish(
      segments: segments, segmentHashes: segmentHashes, lineCounts: lineCounts,
      recordCount: records.count + rejections.count, unitByteCount: UInt64(bytes.count),
      unitHash: Hash128(of: bytes.span))
  }
}

extension Sample {
  /// Writes the parts of all units into `directory`; returns their paths.
  @discardableResult
  func writeParts(_ directory: TemporaryDirectory) throws -> [String] {
    try units.map { unit in
      let path = directory.file("\(unit.number).part")
      try unit.writePart(path)
      return path
    }
  }
}

extension FactColumn {
  /// A column that tests ask for.
  static let line = FactColumn("line", wordCount: 1) { record, batch, _, words in
    words.append(UInt64(batch.records[record].origin.line))
  }

  /// One that is wider, and leaves something in the memory that is used again.
  static let twoWords = FactColumn("two_words", wordCount: 2) { record, batch, scratch, words in
    scratch.append(7)
    words.append(batch.records[record].origin.byteCount)
    words.append(batch.records[record].origin.unitByteOffset)
  }
}

package import ByteIO
package import Records

/// What an encode task leaves after when it is done: where this is, the part is whole.
package struct PartReceipt: JSONDocument, Equatable {
  /// How many of what a unit held.
  package struct Counts: Sendable, Equatable {
    /// Records that are sound in themselves.
    package var records: UInt64 = 0
    package var tokens: UInt64 = 0
    package var trainedTokens: UInt64 = 0
    package var templateTokens: UInt64 = 0
    /// Dropped records by reason, reasons without any left out.
    package var rejections: [(reason: RejectionReason, count: UInt64)] {
      RejectionReason.allCases.enumerated()
        .map { (reason: $1, count: byReason[$0]) }
        .filter { $0.count > 0 }
    }
    package var rejectionCount: UInt64 { byReason.reduce(0, +) }

    private var byReason = [UInt64](repeating: 0, count: RejectionReason.allCases.count)

    package init() {}

    package mutating func add(_ reason: RejectionReason, _ count: UInt64 = 1) {
      guard let index = RejectionReason.allCases.firstIndex(of: reason) else { return }
      byReason[index] += count
    }
  }

  package var unit: UnitNumber
  package var unitByteCount: UInt64
  package var unitHash: Hash128
  package var segments: [UnitSegment]
  /// The hash of each segment's bytes at their places in the file.
  package var segmentHashes: [PlacedHash]
  package var lineCounts: [UInt64]
  package var counts: Counts
  /// The keys of the unit's records that nothing reads, ordered by their names.
  package var unreadFields: [UnreadField]
  /// Paths that the build names and that no record of the unit has.
  package var unmetPaths: [String]
  package var fileByteCount: UInt64
  package var fileHash: Hash128

  package init(
    unit: UnitNumber, unitByteCount: UInt64, unitHash: Hash128, segments: [UnitSegment],
    segmentHashes: [PlacedHash], lineCounts: [UInt64], counts: Counts,
    unreadFields: [UnreadField] = [], unmetPaths: [String] = [],
    fileByteCount: UInt64, fileHash: Hash128
  ) {
    self.unit = unit
    self.unitByteCount = unitByteCount
    self.unitHash = unitHash
    self.segments = segments
    self.segmentHashes = segmentHashes
    self.lineCounts = lineCounts
    self.counts = counts
    self.unreadFields = unreadFields
    self.unmetPaths = unmetPaths
    self.fileByteCount = fileByteCount
    self.fileHash = fileHash
  }

  package static let format = "prep part receipt"
  private static let version = 3

  package var json: JSONValue {
    let segments = segments.enumerated().map { number, segment -> JSONValue in
      [
        "file": JSONValue(segment.file), "file_byte_offset": JSONValue(segment.fileByteOffset),
        "unit_byte_offset": JSONValue(segment.unitByteOffset),
        "byte_count": JSONValue(segment.byteCount),
        "hash": .string(segmentHashes[number].hash128.description),
        "lines": JSONValue(lineCounts[number]),
      ]
    }
    return [
      "format": .string(Self.format), "version": JSONValue(Self.version),
      "task": JSONValue(unit.task), "unit": JSONValue(unit.index),
      "unit_byte_count": JSONValue(unitByteCount),
      "unit_hash": .string(unitHash.description), "segments": .array(segments),
      "records": JSONValue(counts.records),
      "rejections": .object(
        counts.rejections.map { JSONValue.Member($0.reason.rawValue, JSONValue($0.count)) }),
      "tokens": JSONValue(counts.tokens), "trained_tokens": JSONValue(counts.trainedTokens),
      "template_tokens": JSONValue(counts.templateTokens),
      "unread_fields": .object(
        unreadFields.map { JSONValue.Member($0.name, JSONValue($0.count)) }),
      "unmet_paths": .array(unmetPaths.map { .string($0) }),
      "part_byte_count": JSONValue(fileByteCount), "part_hash": .string(fileHash.description),
    ]
  }

  package init(_ reader: JSONReader) throws(JSONError) {
    try reader["format"].require(Self.format)
    let _: Int = try reader["version"].integer(Self.version...Self.version)
    // Far above any unit, and low enough that sums do not overflow.
    let limits: ClosedRange<UInt64> = 0...(1 << 45)
    unit = UnitNumber(task: try reader["task"].integer(), index: try reader["unit"].integer())
    unitByteCount = try reader["unit_byte_count"].integer(limits)
    unitHash = try reader["unit_hash"].hash()
    segments = []
    segmentHashes = []
    lineCounts = []
    for segment in try reader["segments"].elements() {
      segments.append(
        UnitSegment(
          file: try segment["file"].integer(),
          fileByteOffset: try segment["file_byte_offset"].integer(),
          unitByteOffset: try segment["unit_byte_offset"].integer(),
          byteCount: try segment["byte_count"].integer()))
      segmentHashes.append(PlacedHash(try segment["hash"].hash()))
      lineCounts.append(try segment["lines"].integer())
    }
    counts = Counts()
    counts.records = try reader["records"].integer(limits)
    for member in try reader["rejections"].members() {
      guard let reason = RejectionReason(rawValue: member.key) else {
        throw .unexpected(path: member.reader.path, expected: "a known reason")
      }
      counts.add(reason, try member.reader.integer(1...UInt64(UInt32.max)))
    }
    counts.tokens = try reader["tokens"].integer(limits)
    counts.trainedTokens = try reader["trained_tokens"].integer(limits)
    counts.templateTokens = try reader["template_tokens"].integer(limits)
    unreadFields = []
    for member in try reader["unread_fields"].members() {
      unreadFields.append(
        UnreadField(name: member.key, count: try member.reader.integer(1...(1 << 45))))
    }
    unmetPaths = []
    for path in try reader["unmet_paths"].elements() { unmetPaths.append(try path.string()) }
    fileByteCount = try reader["part_byte_count"].integer(limits)
    fileHash = try reader["part_hash"].hash()
  }
}

extension JSONReader {
  /// Makes sure that the value is the string `expected`.
  package func require(_ expected: String) throws(JSONError) {
    guard try string() == expected else {
      throw .unexpected(path: path, expected: "\"\(expected)\"")
    }
  }
}

package import ByteIO

/// How input is cut into units and lines, and records are found in them.
package struct ReadingOptions: Sendable {
  /// The most that `maximumLineByteCount` may be: just below 2 GiB.
  package static let largestMaximumLineByteCount = (1 << 31) - 1

  /// Bytes of input after which a unit ends at the next line end.
  package var unitByteCount = 16 << 20
  /// Longer lines are rejected; counted without byte order mark and line end.
  package var maximumLineByteCount = 64 << 20
  /// Objects and arrays may nest this deep; an empty innermost one is not counted.
  package var maximumDepth = 1024
  /// Where fields are found that have other names than the forms know.
  package var map = FieldMap()
  /// The system prompt of conversations that have none; nil to leave them so.
  package var system: String?
  /// Records that do not meet it are rejected as `excluded`.
  package var condition: RecordCondition?
  /// What becomes of fields that nothing reads.
  package var unread = UnreadPolicy.count
  /// The memory that a zstd input may ask for, as a power of two: the result does not depend on it, and
  /// no record holds it.
  package var zstdWindowLog = ZstdStream.defaultWindowLog
  /// About how many bytes of text and records a batch holds before it is handed on; the result does
  /// not depend on it, and no record holds it.
  package var batchByteCount = 1 << 20

  package init() {}
}

/// What becomes of fields that carry something and that nothing reads.
package enum UnreadPolicy: String, CaseIterable, Sendable {
  /// They are counted by name in the report.
  case count
  /// Their records are rejected as `unknown_schema`.
  case reject
  /// The build ends without a data set once all input is read.
  case error
}

extension ReadingOptions: RecordedOptions {
  package static let recorded: [OptionField<ReadingOptions>] = [
    .integer("unit_size", \.unitByteCount, in: 1...1 << 30),
    .integer("max_line", \.maximumLineByteCount, in: 1...largestMaximumLineByteCount),
    // Memory for so many levels is taken before anything is parsed.
    .integer("max_depth", \.maximumDepth, in: 1...4096),
    OptionField("map") {
      .object($0.map.entries.map { .init($0.field, .string($0.path)) })
    } read: { (record, options) throws(JSONError) in
      let reader = try record["map"]
      var entries: [String] = []
      for (field, path) in try reader.members() { entries.append("\(field)=\(try path.string())") }
      options.map = try reader.accepted { () throws(Fault) in try FieldMap(entries) }
    },
    .text("system", \.system),
    .choice("unread", \.unread),
    OptionField("where") {
      $0.condition.map { .string($0.description) } ?? .null
    } read: {
      (record, options) throws(JSONError) in
      guard let reader = try record.optional("where") else { return }
      let text = try reader.string()
      options.condition = try reader.accepted { () throws(Fault) in
        try RecordCondition(text)
      }
    },
  ]
}

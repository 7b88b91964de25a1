package import ByteIO
package import Planner

/// What is decided once all records are encoded: which are kept, and how they lie in shards.
///
/// The parts of a build do not depend on any of this, so another layout needs no tokenizing.
package struct LayoutOptions: Sendable, Equatable {
  package var plan = PlanOptions()
  package var rowsPerShard = 4096
  /// The zstd level of the shards.
  package var level = 3

  package init() {}

  /// The row lengths that shards can have.
  package static let sequenceLengths = Build.sequenceLengths

  /// The options as they stand in a manifest.
  package var record: [JSONValue.Member] {
    [
      .init("sequence_length", JSONValue(plan.sequenceLength)),
      .init("pack", .string(plan.packing.rawValue)),
      .init("overlong", .string(plan.overlong.rawValue)),
      .init("dedup", .string(plan.duplicates.rawValue)),
      .init("caps", .array(plan.caps.map { .string($0.description) })),
      .init("validation", .string(plan.validation.description)),
      .init(
        "first_validation_input", plan.firstValidationInput.map { JSONValue($0) } ?? .null),
      .init("shuffle", .boolean(plan.isShuffled)),
      .init("seed", JSONValue(plan.seed)),
      .init("rows_per_shard", JSONValue(rowsPerShard)),
      .init("level", JSONValue(level)),
    ]
  }

  /// Reads the options from a manifest's, as `record` writes them.
  ///
  /// - Throws: `JSONError.unexpected` where a value is none that a build writes.
  package init(record: JSONReader) throws(JSONError) {
    func value<Value>(_ key: String, _ read: (String) -> Value?) throws(JSONError) -> Value {
      let reader = try record[key]
      guard let value = read(try reader.string()) else {
        throw .unexpected(path: reader.path, expected: "a value that `prep build` writes")
      }
      return value
    }
    plan.sequenceLength = try record["sequence_length"].integer(Build.sequenceLengths)
    plan.packing = try value("pack", PlanOptions.Packing.init(rawValue:))
    plan.overlong = try value("overlong", PlanOptions.OverlongPolicy.init(rawValue:))
    plan.duplicates = try value("dedup", PlanOptions.Duplicates.init(rawValue:))
    for cap in try record["caps"].elements() {
      guard let read = SourceCap(try cap.string()) else {
        throw .unexpected(path: cap.path, expected: "source=N")
      }
      plan.caps.append(read)
    }
    plan.validation = try value("validation", ValidationShare.init)
    plan.firstValidationInput = try record.optional("first_validation_input")?.integer()
    plan.isShuffled = try record["shuffle"].boolean()
    plan.seed = try record["seed"].integer()
    rowsPerShard = try record["rows_per_shard"].integer(1...1_000_000)
    level = try record["level"].integer(ZstdCompressor.levels)
  }
}

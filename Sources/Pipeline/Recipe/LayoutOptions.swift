package import ByteIO
package import Planner

/// What is decided once all records are encoded: which are kept, and how they lie in shards.
///
/// The parts of a build do not depend on any of this, so another layout needs no tokenizing.
package struct LayoutOptions: Equatable {
  package var plan = PlanOptions()
  package var rowsPerShard = 4096
  /// The zstd level of the shards.
  package var level = 3

  package init() {}
}

extension LayoutOptions: RecordedOptions {
  package static let recorded: [OptionField<LayoutOptions>] =
    PlanOptions.recorded.map { $0.within(\.plan) } + [
      .integer("rows_per_shard", \.rowsPerShard, in: 1...1_000_000),
      .integer("level", \.level, in: ZstdCompressor.levels),
    ]
}

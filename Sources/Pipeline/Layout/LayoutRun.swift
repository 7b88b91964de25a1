import ByteIO
import Planner
import Records
import Shards

/// What all tasks share that make a data set of parts: where things are, and what was asked for.
struct LayoutRun: Sendable {
  let layout: LayoutOptions
  /// Where the parts are.
  let source: OutputDirectory
  /// Where the data set is to be.
  let output: OutputDirectory
  /// Where the tasks leave their tables to each other.
  let scratch: OutputDirectory
  let provenance: Provenance
  /// One a unit, in the order of the input.
  let receipts: [PartReceipt]
  let groups: [UnitGroup]
  /// In how many ranges of hashes equal records are looked for.
  let bucketCount: Int
  let progress: Progress
  let stop: StopFlag

  /// - Parameter unitsPerGroup: Units of the input that a task holds the facts of.
  init(
    layout: LayoutOptions, source: OutputDirectory, output: OutputDirectory,
    scratch: OutputDirectory? = nil, provenance: Provenance, receipts: [PartReceipt],
    unitsPerGroup: Int = 8,
    bucketCount: Int? = nil, progress: Progress, stop: StopFlag
  ) throws(Fault) {
    self.layout = layout
    self.source = source
    self.output = output
    self.scratch = scratch ?? output
    self.provenance = provenance
    self.receipts = receipts
    groups = try UnitGroup.groups(of: receipts, unitCount: unitsPerGroup)
    let recordCount = groups.reduce(0) { $0 + $1.recordCount }
    self.bucketCount = bucketCount ?? min(256, 2 + recordCount / Self.recordsPerBucket)
    self.progress = progress
    self.stop = stop
  }

  /// A bucket's records are sorted in memory: some 60 bytes each.
  private static let recordsPerBucket = 1 << 18

  var options: PlanOptions { layout.plan }
  var planner: GroupPlanner { GroupPlanner(options) }

  /// The sound records of the input.
  var recordCount: Int { groups.reduce(0) { $0 + $1.recordCount } }

  /// The splits that the data set has: `train` always, the others where they were asked for.
  var splits: [Plan.Split] {
    options.validation == .off && options.firstValidationInput == nil
      ? [.train] : Plan.Split.allCases
  }

  /// Whether records must be ranked over the whole input before their fate is known.
  var ranks: Bool { Self.ranks(options) }

  static func ranks(_ options: PlanOptions) -> Bool {
    if case .records = options.validation { return true }
    return !CorpusFilterList.caps(options.filters).isEmpty
  }

  /// The caps that hold, each source once with the least of its limits, in the order of the options.
  var caps: [SourceCap] {
    var caps: [SourceCap] = []
    for cap in CorpusFilterList.caps(options.filters) {
      let name = Array(cap.source.utf8)
      if let index = caps.firstIndex(where: { Array($0.source.utf8) == name }) {
        caps[index].recordCount = min(caps[index].recordCount, cap.recordCount)
      } else {
        caps.append(cap)
      }
    }
    return caps
  }

  /// The places of all parts, in the order of the units.
  var partPlaces: [FilePlace] { receipts.map { source.part($0.unit) } }

  /// Where a task leaves a table.
  func table(_ kind: LayoutTable, _ number: Int) -> FilePlace {
    scratch.table("\(kind.rawValue)-\(number)")
  }
}

/// The tables that tasks leave to each other, in the order in which they are made.
enum LayoutTable: String, CaseIterable {
  /// Of a group, by bucket: the records that could be equal to others.
  case keys
  /// Of a bucket, by group: the records that are equal to an earlier one.
  case marks
  /// Of a group: records by their ranks, for caps and for a number of validation records.
  case ranks
  /// The one table of the limits that follow from the ranks.
  case limits
  /// Of a group: how many pieces it has of each length, and what it counts for the report.
  case counts
  /// Of a group: the pieces themselves.
  case pieces
  /// Of a group: its records in the plan.
  case records
  /// Of a group: its rejected records.
  case rejected
  /// The one table of where each group's pieces begin among those of all.
  case layout
  /// Of a shard: its rows in the plan.
  case rows
  /// Of a shard: trained tokens that nothing before them predicts.
  case labels

  var kind: TableFile.Kind {
    TableFile.Kind(rawValue + String(repeating: "-", count: 8 - rawValue.utf8.count))
  }
}

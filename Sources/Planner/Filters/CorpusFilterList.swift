package import ByteIO
package import Records

/// All filters that need the whole corpus, in the order in which they judge.
///
/// To add one: a file with its options and the filter, and its line here.
package enum CorpusFilterList {
  package static let filters: [any CorpusFilterOptions.Type] = [
    ValidationPrompts.self,
    ExactDuplicates.self,
    SourceCaps.self,
  ]

  /// Columns that every part has, so that a repack may ask for what the build did not.
  ///
  /// Others are computed only for a build that asks for them.
  private static let columnsOfEveryPart: [FactColumn] = [.contentHash, .promptHash]

  /// The columns of facts that a plan with these options needs.
  static func columns(_ options: ListedOptions) -> [FactColumn] {
    func columns<Options: CorpusFilterOptions>(_ type: Options.Type) -> [FactColumn] {
      options[type].columns
    }
    return filters.flatMap { columns($0) }.reduce(into: columnsOfEveryPart) { all, column in
      if !all.contains(column) { all.append(column) }
    }
  }

  /// Why records are dropped by the filter that is on and gathers them so; nil where there is none.
  package static func reason(
    _ gathering: CorpusGathering, _ options: ListedOptions
  ) -> RejectionReason? {
    func isOn<Options: CorpusFilterOptions>(_ type: Options.Type) -> Bool { options[type].isOn }
    return filters.first { $0.gathering == gathering && isOn($0) }?.reason
  }

  /// The caps of all filters.
  package static func caps(_ options: ListedOptions) -> [SourceCap] {
    func caps<Options: CorpusFilterOptions>(_ type: Options.Type) -> [SourceCap] {
      options[type].caps
    }
    return filters.flatMap { caps($0) }
  }

  /// Makes sure that the input has the sources that filters name.
  package static func check(
    _ options: ListedOptions, sourceNames: [String]
  ) throws(PlanError) {
    func check<Options: CorpusFilterOptions>(_ type: Options.Type) throws(PlanError) {
      try options[type].check(sourceNames: sourceNames)
    }
    for type in filters { try check(type) }
  }

  /// What is said of a record that a filter of the list drops as `reason`; nil for other reasons.
  static func detail(_ reason: RejectionReason, winner: String?) -> String? {
    filters.first { $0.reason == reason }?.detail(winner: winner)
  }

  /// Drops from `plan` what the filters that are on do not keep, one filter after the other.
  ///
  /// - Complexity: O(n log n) for each filter that is on, 32 bytes a record while it judges.
  static func apply(
    _ options: ListedOptions, to corpus: Corpus, in plan: inout Plan
  ) throws(PlanError) {
    func filter<Options: CorpusFilterOptions>(
      _ type: Options.Type
    ) throws(PlanError) -> (any CorpusFilter)? {
      try options[type].filter(of: corpus)
    }
    for type in filters {
      if let filter = try filter(type) { apply(filter, type.reason, to: &plan) }
    }
    plan.winners.sort { $0.record < $1.record }
  }

  /// Gathers the buckets of one filter and has it judge each.
  private static func apply(
    _ filter: any CorpusFilter, _ reason: RejectionReason, to plan: inout Plan
  ) {
    var entries: [CorpusEntry] = []
    for (record, fate) in plan.fates.enumerated() {
      guard case .kept(let split) = fate, let key = filter.key(of: record, in: split) else {
        continue
      }
      entries.append(CorpusEntry(key: key, record: UInt32(record)))
    }
    entries.sort()
    var drops: [CorpusDrop] = []
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].isInBucket(of: entries[start]) { end += 1 }
      filter.judge(entries[start..<end], dropping: &drops)
      start = end
    }
    for drop in drops {
      plan.fates[Int(drop.record)] = .rejected(reason)
      if let winner = drop.winner {
        plan.winners.append(Plan.Winner(record: drop.record, winner: winner))
      }
    }
  }
}

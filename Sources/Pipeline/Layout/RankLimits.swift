import ByteIO
import Planner
import Records
import Shards

/// Up to which ranks records are kept under caps, and set aside for validation.
struct RankLimits: Equatable, Sendable {
  /// Of one cap.
  enum Cap: Equatable, Sendable {
    /// There are no more records than it allows.
    case all
    case none
    /// Those up to this one.
    case upTo(rank: UInt64, record: UInt64)

    func keeps(rank: UInt64, record: UInt64) -> Bool {
      switch self {
      case .all: true
      case .none: false
      case .upTo(let lastRank, let lastRecord): (rank, record) <= (lastRank, lastRecord)
      }
    }
  }

  var caps: [Cap] = []
  /// The greatest key of a question that is set aside; nil where there is none.
  var validationKey: UInt64?

  /// Reads what `LimitsTask` wrote; nothing is limited where records are not ranked.
  init(of run: LayoutRun) throws(Fault) {
    guard run.ranks else { return }
    let place = run.table(.limits, 0)
    let table = try TableReader(place, LayoutTable.limits.kind)
    for row in try table.rows(ofSection: 0, RankRow.self) {
      switch row.cap {
      case 0: caps.append(.all)
      case 1: caps.append(.none)
      default: caps.append(.upTo(rank: row.key, record: row.capRank))
      }
    }
    validationKey = try table.rows(ofSection: 1, RankRow.self).first?.key
  }

  init() {}

  /// Writes the limits.
  func write(to place: FilePlace) throws(Fault) {
    var table = try TableWriter(place, LayoutTable.limits.kind)
    try table.append(
      caps.map { cap in
        switch cap {
        case .all: RankRow(key: 0, record: 0, cap: 0, capRank: 0)
        case .none: RankRow(key: 0, record: 0, cap: 1, capRank: 0)
        case .upTo(let rank, let record): RankRow(key: rank, record: 0, cap: 2, capRank: record)
        }
      })
    try table.append(
      [validationKey].compactMap { $0 }.map {
        RankRow(key: $0, record: 0, cap: 0, capRank: 0)
      })
    try table.finish()
  }
}

/// Finds the limits that follow from the ranks of all groups.
struct LimitsTask {
  let run: LayoutRun

  /// Writes the limits.
  ///
  /// - Throws: `unknownSource` for a cap on a source that no record has.
  /// - Complexity: Reads as many ranks as records are kept or set aside; memory is constant.
  func make() throws(Fault) {
    let tables = try run.groups.map { (group) throws(Fault) in
      try TableReader(run.table(.ranks, group.number), LayoutTable.ranks.kind)
    }
    try checkSources(tables)
    var limits = RankLimits()
    for (number, cap) in run.caps.enumerated() {
      limits.caps.append(try limit(of: cap.recordCount, section: 1 + number, tables))
    }
    if case .records(let count) = run.options.validation {
      limits.validationKey = try validationKey(count, limits, tables)
    }
    try limits.write(to: run.table(.limits, 0))
  }

  private func limit(
    of count: Int, section: Int, _ tables: [TableReader]
  ) throws(Fault) -> RankLimits.Cap {
    let total = tables.reduce(0) { $0 + $1.rowCount(ofSection: section, RankRow.self) }
    guard total > count else { return .all }
    guard count > 0 else { return .none }
    var merged = try merged(section, tables)
    for _ in 1..<count { _ = try merged.next() }
    guard let last = try merged.next() else { return .all }
    return .upTo(rank: last.row.key, record: record(last))
  }

  /// Takes questions in the order of their keys, each with all of its records that the caps keep, as
  /// long as they fit.
  private func validationKey(
    _ count: Int, _ limits: RankLimits, _ tables: [TableReader]
  ) throws(Fault) -> UInt64? {
    var merged = try merged(1 + run.caps.count, tables)
    var taken = 0
    var last: UInt64?
    var question: (key: UInt64, count: Int)?
    while true {
      let next = try merged.next()
      if let open = question, next?.row.key != open.key {
        guard taken + open.count <= count else { return last }
        taken += open.count
        // A question of which the caps keep no record changes nothing.
        last = open.key
        question = nil
      }
      guard let next else { return last }
      let row = next.row
      let isKept =
        row.cap == RankRow.noCap
        || limits.caps[Int(row.cap)].keeps(rank: row.capRank, record: record(next))
      question = (row.key, (question?.count ?? 0) + (isKept ? 1 : 0))
      if let question, taken + question.count > count { return last }
    }
  }

  private func merged(
    _ section: Int, _ tables: [TableReader]
  ) throws(Fault) -> MergedRanks {
    try MergedRanks(tables, section: section)
  }

  private func record(_ entry: MergedRanks.Entry) -> UInt64 {
    UInt64(run.groups[entry.table].firstRecord) + UInt64(entry.row.record)
  }

  private func checkSources(_ tables: [TableReader]) throws(Fault) {
    guard !run.caps.isEmpty else { return }
    var sources = SourceTable()
    for table in tables {
      let bytes = try table.bytes(ofSection: 0)
      do throws(JSONError) {
        for name in try JSONReader(parsing: bytes.span).elements() {
          _ = sources.number(of: try name.string())
        }
      } catch {
        throw .file("use", table.path, detail: "\(error)")
      }
    }
    do {
      try CorpusFilterList.check(run.options.filters, sourceNames: sources.names)
    } catch {
      throw run.fault(error, nil)
    }
  }
}

import ByteIO
import Planner
import Records
import Shards

/// Puts the records of a group in the order of their ranks: those of capped sources, and, where a
/// number of records is to be set aside for validation, all.
struct RanksTask {
  let run: LayoutRun
  let questions: ValidationQuestions

  /// Writes the ranks of `group`: the names of its sources, a section a cap, then one for the
  /// validation split.
  func make(_ group: UnitGroup) throws(Fault) {
    let opened = try GroupFacts(group, of: run)
    let plan = try GroupPlan(opened, run, questions).plan
    let index = CapIndex(opened.sourceNames, run.caps)
    let hashes = opened.facts.words(of: .contentHash)
    let prompts = opened.facts.words(of: .promptHash)
    var capped = [[RankRow]](repeating: [], count: run.caps.count)
    var all: [RankRow] = []
    for record in opened.facts.indices where plan.fates[record] == .kept(.train) {
      let cap = index.cap(ofSource: Int(opened.facts[record].source))
      let rank =
        cap == nil ? 0 : run.planner.capRank(ContentHash(hashes, of: record))
      if let cap {
        capped[cap].append(
          RankRow(key: rank, record: UInt32(record), cap: UInt32(cap), capRank: rank))
      }
      guard case .records = run.options.validation else { continue }
      all.append(
        RankRow(
          key: ValidationShare.key(prompts[record]), record: UInt32(record),
          cap: cap.map { UInt32($0) } ?? RankRow.noCap, capRank: rank))
    }
    var table = try TableWriter(run.table(.ranks, group.number), LayoutTable.ranks.kind)
    let names = JSONWriter.line(.array(opened.sourceNames.map { .string($0) }))
    try table.append(Array(names.utf8))
    for rows in capped + [all] {
      try table.append(rows.sorted { ($0.key, $0.record) < ($1.key, $1.record) })
    }
    try table.finish()
  }
}

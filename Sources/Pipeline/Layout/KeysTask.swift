import ByteIO
import Planner
import Records
import Shards

/// Sorts the records of a group that could be equal to others by ranges of their hashes, so that
/// equal ones meet in one bucket.
struct KeysTask {
  let run: LayoutRun
  let questions: ValidationQuestions

  /// Writes the keys of `group`: a section a bucket.
  func make(_ group: UnitGroup) throws(Fault) {
    let opened = try GroupFacts(group, of: run)
    let plan = try Self.plan(opened, run, questions)
    let hashes = opened.facts.words(of: .contentHash)
    var buckets = [[KeyRow]](repeating: [], count: run.bucketCount)
    for (unit, records) in opened.parts.units.map(\.records).enumerated() {
      for record in records {
        guard case .kept(let split) = plan.fates[record] else { continue }
        let hash = ContentHash(hashes, of: record)
        let bucket = hash.high.multipliedFullWidth(by: UInt64(run.bucketCount)).high
        buckets[Int(bucket)].append(
          KeyRow(
            hashHigh: hash.high, hashLow: hash.low, split: UInt32(split.rawValue),
            record: UInt32(record), opened.parts.place(ofRecord: record, inUnit: unit)))
      }
    }
    var table = try TableWriter(run.table(.keys, group.number), LayoutTable.keys.kind)
    for bucket in buckets { try table.append(bucket) }
    try table.finish()
  }

  /// What is decided of the records of a group without those of others but the validation set's.
  static func plan(
    _ opened: GroupFacts, _ run: LayoutRun, _ questions: ValidationQuestions
  ) throws(Fault) -> Plan {
    var plan = try run.ownPlan(opened)
    if run.options.firstValidationInput != nil {
      run.planner.dropAsked(opened.facts, in: &plan) { questions.number(of: $0) }
    }
    return plan
  }
}

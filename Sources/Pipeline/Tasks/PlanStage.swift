import ByteIO
import Planner
import Records
import Shards

/// Gathers the facts of all parts and decides, for the whole input at once, what goes where.
struct PlanStage {
  let options: PlanOptions
  /// Where the parts are.
  let source: OutputDirectory
  let inputPaths: [String]

  /// The plan with what it was made of.
  struct Result {
    var parts: PartSet
    /// One a record, in the order of the input; `source` counts into `sourceNames` here.
    var facts: FactTable
    /// All sources, in the order in which they first appear.
    var sourceNames: [String]
    var plan: Plan

    /// Records that were sound in themselves and are not kept.
    var rejectedByPlanCount: Int {
      plan.fates.reduce(0) { count, fate in
        if case .rejected = fate { count + 1 } else { count }
      }
    }
  }

  /// Makes the plan of the parts that `receipts` stand for.
  func run(_ receipts: [PartReceipt]) throws(Fault) -> Result {
    let places = receipts.map { source.part($0.unit) }
    let planner = Planner(options)
    var sources = SourceTable()
    var facts = FactTable(
      columns: planner.columns, capacity: try PartSet.recordCountToExpect(of: places))
    let parts = try PartSet(places, columns: planner.columns) { facts.append($0, words: $1) }
    try parts.check(receipts) { source.partReceipt($0).path }
    for unit in parts.units {
      let numbers = unit.sourceNames.map { sources.number(of: $0) }
      for record in unit.records { facts[record].source = numbers[Int(facts[record].source)] }
    }
    let cuts = try cuts(facts.rows, parts)
    do {
      let plan = try planner.plan(
        facts, sourceNames: sources.names, cuts: cuts, validationStart: validationStart(parts))
      return Result(parts: parts, facts: facts, sourceNames: sources.names, plan: plan)
    } catch {
      throw describe(error, parts)
    }
  }

  /// The first record of the validation files, which stand after all others; nil without any.
  private func validationStart(_ parts: PartSet) -> Int? {
    guard let input = options.firstValidationInput else { return nil }
    return (0..<parts.recordCount).partitionPoint { parts.place(ofRecord: $0).file >= input }
  }

  /// Where the conversations that are longer than a row can be cut; none where they are not to be.
  private func cuts(
    _ facts: [RecordFacts], _ parts: PartSet
  ) throws(Fault) -> [UInt32: ConversationCuts] {
    guard options.overlong == .split, options.packing != .concat else { return [:] }
    var cuts: [UInt32: ConversationCuts] = [:]
    var tokens = RecordTokens()
    for (record, fact) in facts.enumerated() where fact.tokenCount > options.sequenceLength {
      try parts.readTokens(ofRecord: record, into: &tokens)
      cuts[UInt32(record)] = ConversationCuts(
        tokens.exchanges, spans: tokens.spans, tokenCount: fact.tokenCount)
    }
    return cuts
  }

  private func describe(_ error: PlanError, _ parts: PartSet) -> Fault {
    switch error {
    case .recordTooLong(let record, let tokenCount, let sequenceLength):
      let place = parts.place(ofRecord: record)
      return .recordTooLong(
        path: inputPaths[Int(place.file)], line: place.line, tokenCount: tokenCount,
        sequenceLength: sequenceLength)
    case .unknownSource(let name, let known):
      return .unknownSource(name, known: known)
    }
  }
}

/// The names of sources over all parts, numbered as they come.
private struct SourceTable {
  private(set) var names: [String] = []
  // By the names' UTF-8, since `==` of strings takes different ones for equal. Only ever asked for a
  // name: its order is never used.
  private var numbers: [[UInt8]: UInt32] = [:]

  mutating func number(of name: String) -> UInt32 {
    let key = Array(name.utf8)
    if let number = numbers[key] { return number }
    let number = UInt32(names.count)
    names.append(name)
    numbers[key] = number
    return number
  }
}

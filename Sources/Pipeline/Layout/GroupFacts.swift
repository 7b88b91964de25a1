import ByteIO
import Planner
import Records
import Shards

/// What is known of the records of one group of units.
struct GroupFacts {
  let group: UnitGroup
  let parts: PartSet
  /// One row a record; `source` counts into `sourceNames`.
  let facts: FactTable
  /// The sources of the group, in the order in which they first appear; the first is empty, for none.
  let sourceNames: [String]
  /// Where conversations that are longer than a row can be cut, where they are to be.
  let cuts: [UInt32: ConversationCuts]
  /// From this record on, the records are a validation set of the user's own.
  let validationStart: Int?

  /// Reads the tables of the group's parts.
  init(_ group: UnitGroup, of run: LayoutRun) throws(Fault) {
    let options = run.options
    let receipts = Array(run.receipts[group.units])
    let places = receipts.map { run.source.part($0.unit) }
    let columns = Planner(options).columns
    var facts = FactTable(columns: columns, capacity: min(group.recordCount, 1 << 26))
    let parts = try PartSet(
      places, from: group.start, columns: columns
    ) { facts.append($0, words: $1) }
    try parts.check(receipts) { run.source.partReceipt($0).path }
    var sources = SourceTable()
    for unit in parts.units {
      let numbers = unit.sourceNames.map { sources.number(of: $0) }
      for record in unit.records { facts[record].source = numbers[Int(facts[record].source)] }
    }
    self.group = group
    self.parts = parts
    self.facts = facts
    sourceNames = sources.names
    validationStart = options.firstValidationInput.map { input in
      (0..<parts.recordCount).partitionPoint { parts.place(ofRecord: $0).file >= input }
    }
    cuts = try Self.cuts(facts.rows, parts, options)
  }

  /// Where the conversations that are longer than a row can be cut; none where they are not to be.
  private static func cuts(
    _ facts: [RecordFacts], _ parts: PartSet, _ options: PlanOptions
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
}

/// The names of sources, numbered as they come.
struct SourceTable {
  private(set) var names: [String] = []
  // Only ever asked for a name: its order is never used.
  private var numbers: [Tally.Name: UInt32] = [:]

  mutating func number(of name: String) -> UInt32 {
    let key = Tally.Name(name)
    if let number = numbers[key] { return number }
    let number = UInt32(names.count)
    names.append(name)
    numbers[key] = number
    return number
  }
}

import ByteIO
import Planner
import Records
import Shards

/// Decides what becomes of the records of a group, and leaves all that others need of them: its
/// pieces and how many of each class there are, its records in the plan, its rejected records, and
/// what it counts for the report.
struct CountsTask {
  let run: LayoutRun
  let questions: ValidationQuestions
  let limits: RankLimits

  /// Sections of the table of counts: the tally, the names of sources, one a kind of length, one a
  /// split.
  static let tallySection = 0
  static let sourcesSection = 1
  static func section(of lengths: Tally.Lengths) -> Int { 2 + lengths.rawValue }
  static func section(of split: Plan.Split) -> Int {
    2 + Tally.Lengths.allCases.count + Int(split.rawValue)
  }

  /// Writes the tables of `group`; its counts last.
  ///
  /// - Returns: How many records are kept.
  @discardableResult
  func make(_ group: UnitGroup) throws(Fault) -> Int {
    let opened = try GroupFacts(group, of: run)
    var decided = try GroupPlan(opened, run, questions)
    decided.apply(limits, opened, run)
    try writeRecords(opened, decided.plan)
    var rejected = try RejectedLines(
      run.table(.rejected, group.number), inputPaths: run.provenance.inputPaths)
    try rejected.write(opened, decided, run)
    var tally = rejected.tally
    try rejected.finish()
    try GroupTally(opened: opened, decided: decided, run: run).add(to: &tally)
    let counts = try writePieces(opened, decided.plan)
    var table = try TableWriter(run.table(.counts, group.number), LayoutTable.counts.kind)
    try table.append(Array(JSONWriter.line(tally.json).utf8))
    let names = JSONWriter.line(.array(opened.sourceNames.map { .string($0) }))
    try table.append(Array(names.utf8))
    for kind in Tally.Lengths.allCases {
      try table.append(
        tally.lengths(kind).counts.map {
          PieceCountRow(pieceClass: UInt32($0.length), count: UInt32($0.count), tokenCount: 0)
        })
    }
    for rows in counts { try table.append(rows) }
    try table.finish()
    return tally[.recordsKept]
  }

  private func writeRecords(_ opened: GroupFacts, _ plan: Plan) throws(Fault) {
    var frames = try PlanFrames(run.table(.records, opened.group.number))
    let splits = run.splits
    // A section of its own for each unit, so that groups of any size make the same plan.
    for (number, unit) in opened.parts.units.enumerated() {
      try frames.append(
        unit.records.map { record in
          let disposition: PlanRecord.Disposition =
            switch plan.fates[record] {
            case .kept(let split): .kept(split: splits.firstIndex(of: split) ?? 0)
            case .rejected(let reason): .rejected(reason)
            }
          return PlanRecord(
            opened.parts.place(ofRecord: record, inUnit: number),
            tokenCount: plan.tokenCount(of: opened.facts[record]), disposition: disposition)
        })
    }
    try frames.finish()
  }

  /// Writes the pieces of every split, sorted by class, and returns how many each class has.
  private func writePieces(
    _ opened: GroupFacts, _ plan: Plan
  ) throws(Fault) -> [[PieceCountRow]] {
    let group = opened.group
    var table = try TableWriter(run.table(.pieces, group.number), LayoutTable.pieces.kind)
    var counts: [[PieceCountRow]] = []
    for split in Plan.Split.allCases {
      let classes = PieceClasses(split: split, run)
      let pieces = run.planner.pieces(of: split, opened.facts, plan).map { piece in
        let record = Int(piece.record)
        return opened.parts.piece(
          ofRecord: record, tokenStart: piece.tokenStart, tokenCount: piece.tokenCount,
          headTokenCount: piece.tokenStart > 0
            ? plan.divisions[piece.record]?.headTokenCount ?? 0 : 0,
          source: opened.facts[record].source,
          key: classes.key(ofRecord: group.firstRecord + record))
      }
      let sorted = classes.sorted(pieces)
      var rows: [PieceCountRow] = []
      for piece in sorted {
        let own = UInt32(classes.number(of: piece))
        if rows.last?.pieceClass != own {
          rows.append(PieceCountRow(pieceClass: own, count: 0, tokenCount: 0))
        }
        rows[rows.count - 1].count += 1
        rows[rows.count - 1].tokenCount += UInt64(piece.tokenCount)
      }
      try table.append(sorted)
      counts.append(rows)
    }
    try table.finish()
    return counts
  }
}

/// The classes by which the pieces of a split are sorted and counted: their lengths, or, where
/// records are laid end to end, the buckets of their keys.
struct PieceClasses {
  private let order: ConcatOrder?

  init(split: Plan.Split, _ run: LayoutRun) {
    order =
      run.options.packing == .concat
      ? ConcatOrder(recordCount: run.recordCount, split: split, options: run.options) : nil
  }

  func key(ofRecord record: Int) -> UInt64 { order?.key(ofRecord: record) ?? 0 }

  func number(of piece: PieceRow) -> Int {
    order?.bucket(ofKey: piece.key) ?? Int(piece.tokenCount)
  }

  /// Pieces that come in the order of the input, by class; in a bucket by their keys.
  func sorted(_ pieces: [PieceRow]) -> [PieceRow] {
    if order != nil { return pieces.sorted { $0.key < $1.key } }
    // A counting sort: lengths are small numbers, and pieces of one length keep their order.
    var places = [Int](repeating: 0, count: (pieces.map { Int($0.tokenCount) }.max() ?? 0) + 2)
    for piece in pieces { places[Int(piece.tokenCount) + 1] += 1 }
    for length in places.indices.dropFirst() { places[length] += places[length - 1] }
    var order = [Int](repeating: 0, count: pieces.count)
    for (index, piece) in pieces.enumerated() {
      order[places[Int(piece.tokenCount)]] = index
      places[Int(piece.tokenCount)] += 1
    }
    return order.map { pieces[$0] }
  }
}

extension CountsTask {
  /// What a group counts for the report.
  static func tally(ofGroup group: Int, _ run: LayoutRun) throws(Fault) -> Tally {
    var tally = try document(ofGroup: group, section: tallySection, run) {
      (reader) throws(JSONError) in try Tally(reader)
    }
    let table = try TableReader(run.table(.counts, group), LayoutTable.counts.kind)
    for kind in Tally.Lengths.allCases {
      for row in try table.rows(ofSection: section(of: kind), PieceCountRow.self) {
        tally.add(Int(row.count), to: kind, Int(row.pieceClass))
      }
    }
    return tally
  }

  /// The names that the sources of a group's records count into.
  static func sourceNames(ofGroup group: Int, _ run: LayoutRun) throws(Fault) -> [String] {
    try document(ofGroup: group, section: sourcesSection, run) { (reader) throws(JSONError) in
      try reader.elements().map { (name) throws(JSONError) in try name.string() }
    }
  }

  private static func document<Value>(
    ofGroup group: Int, section: Int, _ run: LayoutRun,
    _ read: (JSONReader) throws(JSONError) -> Value
  ) throws(Fault) -> Value {
    let table = try TableReader(run.table(.counts, group), LayoutTable.counts.kind)
    let bytes = try table.bytes(ofSection: section)
    do throws(JSONError) {
      return try read(JSONReader(parsing: bytes.span))
    } catch {
      throw .file("use", table.path, detail: "\(error)")
    }
  }
}

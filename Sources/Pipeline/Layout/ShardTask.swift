import ByteIO
import Planner
import Records
import Shards

/// One shard to be made: of a build, a repack or a repair.
///
/// A pure function of the layout and the pieces of all groups. It writes under temporary names and
/// commits by renames; its receipt, where it has one, comes last.
struct ShardTask: Sendable {
  let split: Plan.Split
  /// The shard's number in its split.
  let number: Int
  /// Its rows among those of the split.
  let rows: Range<Int>

  var name: String { DataSetName.shard(split: split.name, number: number) }

  /// The shards of a data set, those of `train` first.
  static func all(_ layouts: [SplitLayout], rowsPerShard: Int) -> [ShardTask] {
    layouts.flatMap { layout in
      stride(from: 0, to: layout.rowCount, by: rowsPerShard).enumerated().map { number, first in
        ShardTask(
          split: layout.split, number: number,
          rows: first..<min(first + rowsPerShard, layout.rowCount))
      }
    }
  }

  /// Makes the shard, where an earlier run has not.
  ///
  /// - Parameter receipt: Where the receipt is kept; nil where what is made must be compared with
  ///   something else.
  func make(
    _ gathering: RowGathering, _ layout: SplitLayout, receipt: FilePlace?
  ) throws(Fault) -> ShardSummary {
    let run = gathering.run
    let file = run.output.file(name)
    let earlier = receipt.flatMap { Self.earlier(file, $0, name) }
    if let earlier, run.table(.rows, index).exists { return earlier }
    let shard = try gathering.pieces(rows, layout)
    try writeRows(shard, run)
    // A data set that has lost its manifest has shards, and no tables any more.
    if let earlier { return earlier }
    let assembler = ShardAssembler(
      records: shard.records, options: run.provenance.assemblerOptions(run.layout))
    let summary = try assembler.assemble(
      shard.rows, firstRow: rows.lowerBound, to: file, split: split.name, name: name,
      isCancelled: { run.stop.isStopping })
    guard let summary else { throw .interrupted(resumes: true) }
    if let receipt { _ = try summary.write(to: receipt) }
    return summary
  }

  /// The number of the shard's tables: those of `train` are even, the others odd.
  var index: Int { number << 1 | Int(split.rawValue) }

  /// Writes what the plan and the report say of the shard's rows.
  func writeRows(_ shard: ShardPieces, _ run: LayoutRun) throws(Fault) {
    if run.options.packing == .concat {
      var table = try TableWriter(run.table(.labels, index), LayoutTable.labels.kind)
      try table.append(Array(JSONWriter.line(try firstLabels(shard, run).json).utf8))
      try table.finish()
    }
    var frames = try PlanFrames(run.table(.rows, index))
    try frames.append(shard.plan(run.groups))
    try frames.finish()
  }

  /// Trained tokens that stand first in a row and are not trained there, since what would predict
  /// them stands in the row before, by source: only concatenation cuts records so.
  private func firstLabels(_ shard: ShardPieces, _ run: LayoutRun) throws(Fault) -> Tally {
    var counts: [[UInt32]: Int] = [:]
    var tokens = RecordTokens()
    var loaded: UInt32?
    for piece in shard.rows.pieces where piece.tokenStart > 0 {
      if loaded != piece.record {
        try shard.records.readTokens(ofRecord: Int(piece.record), into: &tokens)
        loaded = piece.record
      }
      let first = Int(piece.tokenStart)
      guard tokens.spans.meet(first..<(first + 1)) else { continue }
      let origin = shard.origins[Int(piece.record)]
      counts[[UInt32(origin.group), origin.piece.source], default: 0] += 1
    }
    var tally = Tally()
    var names: [UInt32: [String]] = [:]
    for (key, count) in counts {
      if names[key[0]] == nil {
        names[key[0]] = try CountsTask.sourceNames(ofGroup: Int(key[0]), run)
      }
      let own = names[key[0]] ?? []
      tally.add(count, to: .firstLabels, own[Int(key[1])])
    }
    return tally
  }

  /// The trained tokens of the shard that are not trained where they stand, by source.
  func labels(_ run: LayoutRun) throws(Fault) -> Tally {
    let table = try TableReader(run.table(.labels, index), LayoutTable.labels.kind)
    let bytes = try table.bytes(ofSection: 0)
    do throws(JSONError) {
      return try Tally(JSONReader(parsing: bytes.span))
    } catch {
      throw .file("use", table.path, detail: "\(error)")
    }
  }

  /// The summary of a shard that an earlier run finished; its bytes are hashed again, since a
  /// receipt says what the file was, not what it is.
  private static func earlier(
    _ file: FilePlace, _ receipt: FilePlace, _ name: String
  ) -> ShardSummary? {
    guard receipt.exists, let summary = try? ShardSummary(readingFrom: receipt),
      summary.name == name, let found = try? FileDigest.of(file),
      found == AtomicFile.Summary(byteCount: summary.byteCount, hash: summary.fileHash)
    else { return nil }
    return summary
  }
}

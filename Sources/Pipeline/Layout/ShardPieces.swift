import ByteIO
import Planner
import Records
import Shards

/// The rows of one shard, and the records that they are of.
struct ShardPieces {
  /// Rows from 0 on, of records as `records` numbers them.
  private(set) var rows = RowPlan()
  private(set) var records: PieceRecords
  /// The group and the source of each record, as its piece tells them.
  private(set) var origins: [(group: Int, piece: PieceRow)] = []

  init(_ pool: PartPool) {
    records = PieceRecords(pool)
  }

  /// Adds a record; pieces of it may follow.
  mutating func begin(_ piece: PieceRow, _ group: UnitGroup) {
    records.append(piece, part: group.units.lowerBound + Int(piece.unit))
    origins.append((group.number, piece))
  }

  /// Adds tokens of the last record to the row.
  mutating func append(start: UInt32, count: UInt32) {
    rows.pieces.append(
      RowPlan.Piece(
        record: UInt32(origins.count - 1), tokenStart: start, tokenCount: count))
  }

  /// Adds the whole of a piece to the row: its head's copy where it has one, then its own tokens.
  mutating func append(_ piece: PieceRow, _ group: UnitGroup) {
    begin(piece, group)
    if piece.headTokenCount > 0 { append(start: 0, count: piece.headTokenCount) }
    append(start: piece.tokenStart, count: piece.tokenCount - piece.headTokenCount)
  }

  mutating func endRow() { rows.rowEnds.append(UInt32(rows.pieces.count)) }

  /// The rows with records numbered as in the whole input.
  func plan(_ groups: [UnitGroup]) -> RowPlan {
    var plan = rows
    for index in plan.pieces.indices {
      let origin = origins[Int(plan.pieces[index].record)]
      plan.pieces[index].record =
        UInt32(groups[origin.group].firstRecord) + origin.piece.record
    }
    return plan
  }
}

/// Gathers the pieces of rows from all groups.
struct RowGathering: Sendable {
  let run: LayoutRun
  let tables: PieceTables
  let pool: PartPool

  init(_ run: LayoutRun, _ layouts: [SplitLayout]) {
    self.run = run
    let pieceCount = layouts.reduce(0) { $0 + $1.pieces.counts.reduce(0) { $0 + Int($1) } }
    tables = PieceTables(
      run.groups.map { run.table(.pieces, $0.number) }, pieceCount: pieceCount)
    pool = PartPool(run.partPlaces)
  }

  /// The pieces of `rows` of a split.
  func pieces(_ rows: Range<Int>, _ layout: SplitLayout) throws(Fault) -> ShardPieces {
    guard let computed = layout.layout else { return try endToEnd(rows, layout) }
    return computed.isShuffled
      ? try shuffled(rows, layout, computed) : try inInputOrder(rows, layout, computed)
  }

  private func shuffled(
    _ rows: Range<Int>, _ layout: SplitLayout, _ computed: RowLayout
  ) throws(Fault) -> ShardPieces {
    var shard = ShardPieces(pool)
    let view = try tables.view(layout.split)
    for row in rows {
      for address in computed.pieces(atPlace: UInt64(row)) {
        let (group, index) = layout.pieces.place(
          ofPiece: address.number, class: address.length)
        shard.append(try view.piece(index, group: group), run.groups[group])
      }
      shard.endRow()
    }
    return shard
  }

  /// Rows stand in the order of the pieces that open them, and pieces in that of the input.
  private func inInputOrder(
    _ rows: Range<Int>, _ layout: SplitLayout, _ computed: RowLayout
  ) throws(Fault) -> ShardPieces {
    var shard = ShardPieces(pool)
    let view = try tables.view(layout.split)
    var opened: (group: Int, rows: [UInt64]) = (-1, [])
    for row in rows {
      let before = layout.openedBefore
      let group = (0..<layout.pieces.groupCount).partitionPoint { before[$0 + 1] > row }
      if opened.group != group {
        opened = (group, try rowsOpened(inGroup: group, layout, computed, view))
      }
      var pieces: [(group: Int, piece: PieceRow)] = []
      for piece in computed.rows.pieces(ofRow: opened.rows[row - before[group]]) {
        let place = layout.pieces.place(ofPiece: piece.number, class: piece.length)
        pieces.append((place.group, try view.piece(place.index, group: place.group)))
      }
      pieces.sort {
        ($0.group, $0.piece.record, $0.piece.tokenStart)
          < ($1.group, $1.piece.record, $1.piece.tokenStart)
      }
      for (group, piece) in pieces { shard.append(piece, run.groups[group]) }
      shard.endRow()
    }
    return shard
  }

  /// The rows, by the order of packing, that pieces of a group open, in the order of the input.
  private func rowsOpened(
    inGroup group: Int, _ layout: SplitLayout, _ computed: RowLayout,
    _ view: PieceTables.View
  ) throws(Fault) -> [UInt64] {
    var opened: [(record: UInt32, start: UInt32, row: UInt64)] = []
    for (index, length) in layout.pieces.classes.enumerated() {
      let (numbers, rows) = layout.pieces.pieces(ofClassAt: index, group: group)
      let runs = computed.rows.openingRuns(ofLength: length)
      guard runs.contains(where: { $0.openingCount(in: numbers) > 0 }) else { continue }
      let pieces = try view.pieces(rows, group: group)
      for (number, piece) in zip(numbers, pieces) {
        let address = PackedRows.Piece(length: length, number: number)
        guard computed.rows.opensRow(address) else { continue }
        opened.append((piece.record, piece.tokenStart, computed.rows.row(of: address)))
      }
    }
    return opened.sorted { ($0.record, $0.start) < ($1.record, $1.start) }.map(\.row)
  }

  /// Records stand end to end, and rows are cut out of the line of their tokens.
  private func endToEnd(
    _ rows: Range<Int>, _ layout: SplitLayout
  ) throws(Fault) -> ShardPieces {
    var shard = ShardPieces(pool)
    let view = try tables.view(layout.split)
    let length = UInt64(run.options.sequenceLength)
    let all = layout.tokensBefore[layout.tokensBefore.count - 1]
    let wanted = UInt64(rows.lowerBound) * length..<min(UInt64(rows.upperBound) * length, all)
    let before = layout.tokensBefore
    var bucket = layout.pieces.classes.indices.partitionPoint {
      before[$0 + 1] > wanted.lowerBound
    }
    while bucket < layout.pieces.classes.count, before[bucket] < wanted.upperBound {
      var position = before[bucket]
      for (group, piece) in try line(ofBucketAt: bucket, layout, view) {
        let end = position + UInt64(piece.tokenCount)
        var next = max(position, wanted.lowerBound)
        if next < min(end, wanted.upperBound) { shard.begin(piece, run.groups[group]) }
        while next < min(end, wanted.upperBound) {
          let rowEnd = min((next / length + 1) * length, end, wanted.upperBound)
          shard.append(start: UInt32(next - position), count: UInt32(rowEnd - next))
          next = rowEnd
          if next % length == 0 || next == all { shard.endRow() }
        }
        position = end
      }
      bucket += 1
    }
    return shard
  }

  /// The pieces of a bucket, in their order.
  private func line(
    ofBucketAt bucket: Int, _ layout: SplitLayout, _ view: PieceTables.View
  ) throws(Fault) -> [(group: Int, piece: PieceRow)] {
    var line: [(group: Int, piece: PieceRow)] = []
    for group in run.groups.indices {
      let rows = layout.pieces.pieces(ofClassAt: bucket, group: group).rows
      guard !rows.isEmpty else { continue }
      line += try view.pieces(rows, group: group).map { (group, $0) }
    }
    return line.sorted { $0.piece.key < $1.piece.key }
  }
}

import ByteIO
import Planner
import Shards

/// Where each group's pieces of a split stand among those of all groups: class after class (a length, or
/// a bucket), and within a class group after group.
struct SplitPieces: Sendable {
  /// The classes that occur, ascending.
  let classes: [Int]
  /// The pieces of each class, and their tokens.
  let counts: [UInt64]
  let tokenCounts: [UInt64]
  let groupCount: Int
  /// For each class the pieces of the groups before each group: `groupCount + 1` numbers.
  private let before: [UInt32]
  /// For each class where its pieces begin in each group's own table.
  private let offsets: [UInt32]

  /// - Parameter rows: Of each group how many pieces of each class it has, ascending by class.
  init(_ rows: [[PieceCountRow]]) {
    var totals: [UInt32: (count: UInt64, tokens: UInt64)] = [:]
    for group in rows {
      for row in group {
        totals[row.pieceClass, default: (0, 0)].count += UInt64(row.count)
        totals[row.pieceClass, default: (0, 0)].tokens += row.tokenCount
      }
    }
    let classes = totals.keys.sorted()
    var indices: [UInt32: Int] = [:]
    for (index, number) in classes.enumerated() { indices[number] = index }
    let groupCount = rows.count
    var before = [UInt32](repeating: 0, count: classes.count * (groupCount + 1))
    var offsets = [UInt32](repeating: 0, count: classes.count * groupCount)
    for (group, own) in rows.enumerated() {
      var offset: UInt32 = 0
      for row in own {
        guard let index = indices[row.pieceClass] else { continue }
        before[index * (groupCount + 1) + group + 1] = row.count
        offsets[index * groupCount + group] = offset
        offset += row.count
      }
    }
    for index in classes.indices {
      let start = index * (groupCount + 1)
      for group in 0..<groupCount { before[start + group + 1] += before[start + group] }
    }
    self.classes = classes.map { Int($0) }
    counts = classes.map { totals[$0]?.count ?? 0 }
    tokenCounts = classes.map { totals[$0]?.tokens ?? 0 }
    self.groupCount = groupCount
    self.before = before
    self.offsets = offsets
  }

  /// Which piece of which group is number `number` of a class.
  ///
  /// - Complexity: O(log classes + log groups)
  func place(ofPiece number: UInt64, class own: Int) -> (group: Int, index: Int) {
    let index = classes.indices.partitionPoint { classes[$0] >= own }
    let start = index * (groupCount + 1)
    let group = (0..<groupCount).partitionPoint { UInt64(before[start + $0 + 1]) > number }
    let inClass = Int(number) - Int(before[start + group])
    return (group, Int(offsets[index * groupCount + group]) + inClass)
  }

  /// The numbers of a class's pieces that are of `group`, and where they stand in its table.
  func pieces(ofClassAt index: Int, group: Int) -> (numbers: Range<UInt64>, rows: Range<Int>) {
    let start = index * (groupCount + 1)
    let numbers = UInt64(before[start + group])..<UInt64(before[start + group + 1])
    let first = Int(offsets[index * groupCount + group])
    return (numbers, first..<(first + numbers.count))
  }
}

/// How the rows of a split are made.
struct SplitLayout: Sendable {
  let split: Plan.Split
  let pieces: SplitPieces
  let rowCount: Int
  /// By which rows are computed; nil where records are laid end to end.
  let layout: RowLayout?
  /// In input order: the rows that open in the groups before each, where that is the order of rows.
  let openedBefore: [Int]
  /// Where records are laid end to end: the tokens of the classes before each.
  let tokensBefore: [UInt64]

  init(_ split: Plan.Split, _ rows: [[PieceCountRow]], _ options: PlanOptions) {
    self.split = split
    let pieces = SplitPieces(rows)
    self.pieces = pieces
    var sums: [UInt64] = [0]
    for count in pieces.tokenCounts { sums.append(sums[sums.count - 1] + count) }
    tokensBefore = sums
    guard options.packing != .concat else {
      layout = nil
      openedBefore = []
      let length = UInt64(options.sequenceLength)
      rowCount = Int((sums[sums.count - 1] + length - 1) / length)
      return
    }
    var counts = [UInt64](repeating: 0, count: options.sequenceLength + 1)
    for (length, count) in zip(pieces.classes, pieces.counts) { counts[length] = count }
    let layout = RowLayout(counts: counts, split: split, options: options)
    self.layout = layout
    rowCount = Int(layout.rows.rowCount)
    openedBefore = options.isShuffled ? [] : Self.openedBefore(layout, pieces)
  }

  /// Pieces are packed in the order of the input, so that those of a group are side by side.
  private static func openedBefore(_ layout: RowLayout, _ pieces: SplitPieces) -> [Int] {
    var opened = [Int](repeating: 0, count: pieces.groupCount + 1)
    for (index, length) in pieces.classes.enumerated() {
      let runs = layout.rows.openingRuns(ofLength: length)
      for group in 0..<pieces.groupCount {
        let numbers = pieces.pieces(ofClassAt: index, group: group).numbers
        opened[group + 1] += runs.reduce(0) { $0 + Int($1.openingCount(in: numbers)) }
      }
    }
    for group in 0..<pieces.groupCount { opened[group + 1] += opened[group] }
    return opened
  }
}

/// Adds up the counts of all groups.
struct LayoutTask {
  let run: LayoutRun

  /// Writes the one table of the layout: a section a split and group.
  func make() throws(Fault) {
    var table = try TableWriter(run.table(.layout, 0), LayoutTable.layout.kind)
    for split in Plan.Split.allCases {
      for group in run.groups {
        let counts = try TableReader(run.table(.counts, group.number), LayoutTable.counts.kind)
        let section = CountsTask.section(of: split)
        try table.append(try counts.rows(ofSection: section, PieceCountRow.self))
      }
    }
    try table.finish()
  }

  /// The layout of each split.
  static func layouts(of run: LayoutRun) throws(Fault) -> [SplitLayout] {
    let table = try TableReader(run.table(.layout, 0), LayoutTable.layout.kind)
    var layouts: [SplitLayout] = []
    for split in Plan.Split.allCases {
      let first = Int(split.rawValue) * run.groups.count
      let rows = try run.groups.indices.map { (group) throws(Fault) in
        try table.rows(ofSection: first + group, PieceCountRow.self)
      }
      layouts.append(SplitLayout(split, rows, run.options))
    }
    return layouts
  }
}

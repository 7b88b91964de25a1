import ByteIO
import Planner
import Shards

/// The pieces of all groups, by their places in their tables; threads may read at once.
///
/// Where all tables together are small they are held in memory, each read once; else every piece is
/// read when it is asked for.
final class PieceTables: Sendable {
  private let places: [FilePlace]
  private let isHeld: Bool
  private let held: Monitor<[Int: [PieceRow]]>
  private let open: Monitor<[Int: TableReader]>

  /// What the pieces of all groups may take in memory.
  static let heldByteLimit = 96 << 20
  /// Tables that are open at a time.
  private static let openLimit = 256

  /// - Parameter pieceCount: The pieces of all splits and groups.
  init(_ places: [FilePlace], pieceCount: Int) {
    self.places = places
    isHeld = pieceCount * MemoryLayout<PieceRow>.size <= Self.heldByteLimit
    held = Monitor([:])
    open = Monitor([:])
  }

  /// A view of the pieces of one split, for one thread.
  func view(_ split: Plan.Split) throws(Fault) -> View {
    guard isHeld else { return View(tables: self, split: split, held: nil) }
    let held = try places.indices.map { (group) throws(Fault) in try all(group, split) }
    return View(tables: self, split: split, held: held)
  }

  struct View {
    fileprivate let tables: PieceTables
    fileprivate let split: Plan.Split
    fileprivate let held: [[PieceRow]]?

    /// A piece of a group.
    func piece(_ index: Int, group: Int) throws(Fault) -> PieceRow {
      if let held { return held[group][index] }
      return try tables.table(group).rows(
        index..<(index + 1), ofSection: Int(split.rawValue), PieceRow.self)[0]
    }

    /// Pieces of a group that stand side by side.
    func pieces(_ range: Range<Int>, group: Int) throws(Fault) -> ArraySlice<PieceRow> {
      if let held { return held[group][range] }
      return try tables.table(group).rows(range, ofSection: Int(split.rawValue), PieceRow.self)[...]
    }
  }

  private func all(_ group: Int, _ split: Plan.Split) throws(Fault) -> [PieceRow] {
    let key = group << 1 | Int(split.rawValue)
    return try held.withLock { (held) throws(Fault) -> [PieceRow] in
      if let rows = held[key] { return rows }
      let rows = try TableReader(places[group], LayoutTable.pieces.kind)
        .rows(ofSection: Int(split.rawValue), PieceRow.self)
      held[key] = rows
      return rows
    }
  }

  fileprivate func table(_ group: Int) throws(Fault) -> TableReader {
    try open.withLock { (open) throws(Fault) -> TableReader in
      if let table = open[group] { return table }
      if open.count >= Self.openLimit { open.removeAll() }
      let table = try TableReader(places[group], LayoutTable.pieces.kind)
      open[group] = table
      return table
    }
  }
}

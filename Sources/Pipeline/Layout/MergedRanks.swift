import ByteIO
import Shards

/// The rows of many sorted tables in one order: by key, then by table and record, which is the order of
/// the input.
struct MergedRanks {
  struct Entry {
    var row: RankRow
    /// Which of the tables it is from.
    var table: Int

    static func precedes(_ left: Entry, _ right: Entry) -> Bool {
      (left.row.key, left.table, left.row.record) < (right.row.key, right.table, right.row.record)
    }
  }

  private struct Cursor {
    var table: TableReader
    var rows: ArraySlice<RankRow> = []
    var next = 0
    var count: Int
  }

  private static let rowsAtATime = 4096

  private var cursors: [Cursor]
  /// A binary heap of the first row of each table that has one left.
  private var heap: [Entry] = []
  private let section: Int

  init(_ tables: [TableReader], section: Int) throws(Fault) {
    self.section = section
    cursors = tables.map {
      Cursor(table: $0, count: $0.rowCount(ofSection: section, RankRow.self))
    }
    for index in cursors.indices {
      if let row = try take(index) { push(Entry(row: row, table: index)) }
    }
  }

  /// The next row; nil at the end.
  mutating func next() throws(Fault) -> Entry? {
    guard let first = heap.first else { return nil }
    if let row = try take(first.table) {
      heap[0] = Entry(row: row, table: first.table)
    } else {
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
    }
    siftDown()
    return first
  }

  private mutating func take(_ index: Int) throws(Fault) -> RankRow? {
    if cursors[index].rows.isEmpty, cursors[index].next < cursors[index].count {
      let start = cursors[index].next
      let end = min(start + Self.rowsAtATime, cursors[index].count)
      cursors[index].rows = try cursors[index].table.rows(start..<end, ofSection: section)[...]
      cursors[index].next = end
    }
    return cursors[index].rows.popFirst()
  }

  private mutating func push(_ entry: Entry) {
    heap.append(entry)
    var child = heap.count - 1
    while child > 0, Entry.precedes(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && Entry.precedes(heap[child], heap[least]) {
        least = child
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}

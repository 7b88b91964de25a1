/// What the plan knows of all records, in the order of the input: a row each, and the columns that
/// it asked for.
///
/// - Complexity: memory of 64 bytes a record (`RecordFacts`) and eight for each word of a column.
package struct FactTable: Sendable, Equatable {
  package let columns: [FactColumn]
  package private(set) var rows: [RecordFacts] = []
  /// Of each column the words of all records.
  private var words: [[UInt64]]

  package init(columns: [FactColumn], capacity: Int = 0) {
    self.columns = columns
    words = columns.map { column in
      var words: [UInt64] = []
      words.reserveCapacity(capacity * column.wordCount)
      return words
    }
    rows.reserveCapacity(capacity)
  }

  package var count: Int { rows.count }
  package var indices: Range<Int> { rows.indices }

  /// The facts of one record.
  package subscript(record: Int) -> RecordFacts {
    get { rows[record] }
    set { rows[record] = newValue }
  }

  /// Adds a record with the words of all columns, in their order.
  package mutating func append(_ facts: RecordFacts, words row: [UInt64]) {
    rows.append(facts)
    var next = 0
    for (index, column) in columns.enumerated() {
      for word in row[next..<(next + column.wordCount)] { words[index].append(word) }
      next += column.wordCount
    }
    precondition(next == row.count, "a word for every column")
  }

  /// The words of all records, `column.wordCount` each.
  ///
  /// - Precondition: the table has the column.
  package func words(of column: FactColumn) -> [UInt64] {
    words[index(of: column)]
  }

  /// Puts another value in a record's place of a column.
  package mutating func set(_ column: FactColumn, of record: Int, to value: [UInt64]) {
    let start = record * column.wordCount
    words[index(of: column)].replaceSubrange(start..<(start + column.wordCount), with: value)
  }

  private func index(of column: FactColumn) -> Int {
    guard let index = columns.firstIndex(of: column) else {
      preconditionFailure("no column \(column.name): it was not asked for")
    }
    return index
  }
}

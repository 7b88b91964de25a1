/// Which columns a batch has.
package struct BatchColumns: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Ids, padding included.
  package static let inputIDs = BatchColumns(rawValue: 1)
  /// The id where it is trained, else -100; not shifted.
  ///
  /// A segment's first token is never a label: what would predict it is another record's.
  package static let labels = BatchColumns(rawValue: 2)
  /// The token's number in its segment, from 0; padding counts as a segment of its own.
  package static let positionIDs = BatchColumns(rawValue: 4)

  /// 1 for tokens of segments, 0 for padding; a row of padding alone keeps its first 1, so that no
  /// softmax is over nothing.
  package static let attentionMask = BatchColumns(rawValue: 8)
  /// Int32 whatever the element type: the segment's number in the batch, row by row; padding counts
  /// as a segment of its own.
  package static let segmentNumbers = BatchColumns(rawValue: 16)
  /// Int32 whatever the element type: the first token of each segment, counted from the batch's
  /// first, and after the last the number of tokens.
  ///
  /// There is room for segments of one token; what is behind the last number means nothing.
  package static let segmentStarts = BatchColumns(rawValue: 32)

  /// What a batch has where nothing else is asked for.
  package static let all: BatchColumns = [.inputIDs, .labels, .positionIDs]
  /// All that there are.
  package static let known: BatchColumns = [.all, .attentionMask, .segmentNumbers, .segmentStarts]
}

/// The type of a column's elements.
package enum ElementType: String, Sendable, CaseIterable {
  case int32, int64

  package var byteCount: Int { self == .int32 ? 4 : 8 }
}

/// Where the columns of a batch lie in its slot.
///
/// Each column is `rowCount × rowLength` elements, row by row, little-endian, but for the segments'
/// starts, which are one more; columns stand in the order of their numbers, each from a multiple of
/// 256 bytes on, as device memory likes it.
package struct BatchLayout: Sendable, Equatable {
  package static let alignment = 256

  package let rowCount: Int
  package let rowLength: Int
  package let columns: BatchColumns
  package let elementType: ElementType

  package init(rowCount: Int, rowLength: Int, columns: BatchColumns, elementType: ElementType) {
    self.rowCount = rowCount
    self.rowLength = rowLength
    self.columns = columns
    self.elementType = elementType
  }

  package var tokenCount: Int { rowCount * rowLength }

  /// Bytes of one column, without what follows it up to the next.
  package func byteCount(of column: BatchColumns) -> Int {
    switch column {
    case .segmentNumbers: tokenCount * ElementType.int32.byteCount
    case .segmentStarts: (tokenCount + 1) * ElementType.int32.byteCount
    default: tokenCount * elementType.byteCount
    }
  }

  /// The column's first byte in the slot; nil where the batch has no such column.
  package func byteOffset(of column: BatchColumns) -> Int? {
    guard columns.contains(column) else { return nil }
    return byteCount(ofColumnsBelow: column.rawValue)
  }

  /// Bytes of the columns whose numbers are below `limit`.
  ///
  /// A loop over bits, and no list of columns: it is asked for with every row, and nothing may be
  /// allocated then.
  private func byteCount(ofColumnsBelow limit: UInt32) -> Int {
    var byteCount = 0
    var bit: UInt32 = 1
    while bit < limit {
      let column = BatchColumns(rawValue: bit)
      if columns.contains(column) { byteCount += stride(of: column) }
      bit <<= 1
    }
    return byteCount
  }

  private func stride(of column: BatchColumns) -> Int {
    (byteCount(of: column) + Self.alignment - 1) / Self.alignment * Self.alignment
  }

  /// Bytes of a batch: what is copied to a device.
  package var byteCount: Int { byteCount(ofColumnsBelow: BatchColumns.known.rawValue + 1) }
}

/// Which columns a batch has.
package struct BatchColumns: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Ids, padding included.
  package static let inputIDs = BatchColumns(rawValue: 1)
  /// The id where it is trained, else -100; not shifted.
  package static let labels = BatchColumns(rawValue: 2)
  /// The token's number in its segment, from 0; padding counts as a segment of its own.
  package static let positionIDs = BatchColumns(rawValue: 4)

  package static let all: BatchColumns = [.inputIDs, .labels, .positionIDs]
}

/// The type of a column's elements.
package enum ElementType: String, Sendable, CaseIterable {
  case int32, int64

  package var byteCount: Int { self == .int32 ? 4 : 8 }
}

/// Where the columns of a batch lie in its slot.
///
/// Each column is `rowCount × rowLength` elements, row by row, little-endian; columns stand in the
/// order ids, labels, positions, each from a multiple of 256 bytes on, as device memory likes it.
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

  /// Bytes of one column, without what follows it up to the next.
  package var columnByteCount: Int { rowCount * rowLength * elementType.byteCount }

  private var columnStride: Int {
    (columnByteCount + Self.alignment - 1) / Self.alignment * Self.alignment
  }

  /// The column's first byte in the slot; nil where the batch has no such column.
  package func byteOffset(of column: BatchColumns) -> Int? {
    guard columns.contains(column) else { return nil }
    let before = columns.rawValue & (column.rawValue &- 1)
    return before.nonzeroBitCount * columnStride
  }

  /// Bytes of a batch: what is copied to a device.
  package var byteCount: Int { columns.rawValue.nonzeroBitCount * columnStride }
}

package import ByteIO
import Shards

/// Single rows of a split, in any order.
///
/// The block of the last row stays decoded, so rows one after the other cost a block's decoding once
/// in a block, rows at random once each. Calls may come from any thread, one waiting for the other.
package final class RowReader: Sendable {
  /// A row's columns, as a batch of one row has them.
  package struct Row: Sendable, Equatable {
    package var inputIDs: [Int32] = []
    package var labels: [Int32] = []
    package var positionIDs: [Int32] = []
    /// Tokens of each segment, padding left out.
    package var segmentLengths: [Int32] = []
  }

  /// A record of which a row holds tokens.
  package struct Record: Sendable, Equatable {
    /// The input file's number, in the order of the manifest.
    package var file: UInt32
    /// The line in that file, from 1.
    package var line: UInt64
    /// The first of its tokens that the row holds, and how many.
    package var tokenStart: UInt32
    package var tokenCount: Int
  }

  package let rowCount: Int
  package let rowLength: Int
  private let source: any BlockSource
  private let layout: BatchLayout
  private let state: Monitor<State>

  private final class State: @unchecked Sendable {
    let block = DecodedBlock()
    var scratch = BlockScratch()
    var writer: RowWriter

    init(_ layout: BatchLayout, padToken: UInt32) {
      writer = RowWriter(layout: layout, padToken: padToken)
    }
  }

  /// - Throws: What keeps it from being opened; `usage` where there is no such split.
  package convenience init(directory: String, split: String) throws(Fault) {
    self.init(try SplitBlocks(directory: directory, split: split))
  }

  init(_ source: any BlockSource) {
    self.source = source
    rowCount = source.layout.rowCount
    rowLength = source.rowLength
    layout = BatchLayout(
      rowCount: 1, rowLength: source.rowLength, columns: .all, elementType: .int32)
    state = Monitor(State(layout, padToken: source.padToken))
  }

  /// Reads a row.
  ///
  /// - Throws: `usage` for a row that there is not; `block` where it cannot be read.
  package func read(_ row: Int) throws(Fault) -> Row {
    try withBlock(ofRow: row) { (number, state) in columns(ofRow: number, state) }
  }

  /// The records of which a row is made, in the order in which they stand in it.
  ///
  /// - Throws: As `read` does.
  package func records(ofRow row: Int) throws(Fault) -> [Record] {
    try withBlock(ofRow: row) { (number, state) in
      state.block.rows.segments(ofRow: number).map { segment in
        Record(
          file: segment.source.file, line: segment.source.line,
          tokenStart: segment.source.tokenStart, tokenCount: segment.tokenCount)
      }
    }
  }

  /// Calls `body` with a row's number in its block, which is decoded then.
  private func withBlock<Result: Sendable>(
    ofRow row: Int, _ body: (Int, State) -> Result
  ) throws(Fault) -> Result {
    guard (0..<rowCount).contains(row) else {
      throw .usage("expected a row from 0 to \(rowCount - 1), found \(row)")
    }
    return try state.withLock { state throws(Fault) in
      let block = source.layout.block(ofRow: row)
      let number = row - source.layout.rows(ofBlock: block).lowerBound
      if state.block.number != block {
        do throws(Fault) {
          try source.read(block, into: state.block, &state.scratch)
        } catch {
          throw .block(
            error, shard: source.shardName(ofBlock: block),
            block: source.layout.blockInShard(block), row: row)
        }
      }
      return body(number, state)
    }
  }

  private func columns(ofRow row: Int, _ state: State) -> Row {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: layout.byteCount, alignment: BatchLayout.alignment)
    defer { unsafe bytes.deallocate() }
    state.writer.begin()
    // SAFETY: the buffer was made as large as the layout says, and is nobody else's.
    unsafe state.writer.write(state.block.rows, row: row, to: 0, of: bytes)
    func column(_ column: BatchColumns) -> [Int32] {
      guard let offset = layout.byteOffset(of: column), let base = bytes.baseAddress else {
        return []
      }
      // SAFETY: a column of the layout lies within its bytes.
      return unsafe Array(
        UnsafeBufferPointer(
          start: (base + offset).assumingMemoryBound(to: Int32.self), count: rowLength))
    }
    return Row(
      inputIDs: column(.inputIDs), labels: column(.labels), positionIDs: column(.positionIDs),
      segmentLengths: state.block.rows.segments(ofRow: row).map { Int32($0.tokenCount) })
  }
}

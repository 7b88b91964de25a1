package import ByteIO

/// The records that the pieces of some rows are of, read from their parts.
///
/// A record has the number under which its piece was added.
package struct PieceRecords: RecordSource {
  private var pieces: [PieceRow] = []
  /// The part of each piece, by its number among all parts.
  private var parts: [UInt32] = []
  private let pool: PartPool

  package init(_ pool: PartPool) {
    self.pool = pool
  }

  /// Adds a piece whose record is in part `part` of the pool.
  package mutating func append(_ piece: PieceRow, part: Int) {
    pieces.append(piece)
    parts.append(UInt32(part))
  }

  package var recordCount: Int { pieces.count }
  package func tokenCount(ofRecord record: Int) -> Int { Int(pieces[record].recordTokenCount) }

  package func place(ofRecord record: Int) -> PartSet.Place {
    PartSet.Place(
      file: pieces[record].file, line: pieces[record].line, byteOffset: 0, byteCount: 0)
  }

  package func readTokens(
    ofRecord record: Int, into tokens: inout RecordTokens
  ) throws(Fault) {
    try pool.read(pieces[record], part: Int(parts[record]), into: &tokens)
  }
}

/// All parts of a build, of which some are open at a time; threads may read at once.
package final class PartPool: Sendable {
  private let pool: FilePool

  package init(_ places: [FilePlace], openLimit: Int = 256) {
    pool = FilePool(places, openLimit: openLimit)
  }

  /// Reads the tokens and spans of the record of `piece`.
  func read(
    _ piece: PieceRow, part: Int, into tokens: inout RecordTokens
  ) throws(Fault) {
    try tokens.read(piece.location, from: try pool.file(part).file)
  }
}

/// A piece that is to stand in a row, and where its record's tokens are: all that an assembler must
/// know of it.
package struct PieceRow: TableRow, Equatable {
  /// By which records are laid end to end; 0 where they are not.
  package var key: UInt64
  /// Where the record stands in the input.
  package var line: UInt64
  /// Where the record is in its part.
  var blobOffset: UInt64
  var blobHash: UInt64
  /// Which record of its group, in the order of the input.
  package var record: UInt32
  /// Which unit of its group.
  package var unit: UInt32
  package var file: UInt32
  /// The record's source, by its number in its group.
  package var source: UInt32
  /// The first of the record's tokens in the piece, its head left out.
  package var tokenStart: UInt32
  /// The tokens that the piece takes in a row, its head's among them.
  package var tokenCount: UInt32
  /// How many of them are a copy of the record's first tokens.
  package var headTokenCount: UInt32
  var recordTokenCount: UInt32
  var spanCount: UInt32
  var hitCount: UInt32
  var exchangeCount: UInt32
  /// No gap: what is written is every byte.
  private var unused: UInt32 = 0

  var location: RecordTokens.Location {
    RecordTokens.Location(
      offset: blobOffset, hash: blobHash, tokenCount: Int(recordTokenCount),
      spanCount: Int(spanCount), hitCount: Int(hitCount), exchangeCount: Int(exchangeCount),
      record: Int(record))
  }
}

extension PartSet {
  /// The row of a piece of record `record` of the set.
  package func piece(
    ofRecord record: Int, tokenStart: UInt32, tokenCount: UInt32, headTokenCount: UInt32,
    source: UInt32, key: UInt64
  ) -> PieceRow {
    let unit = unit(ofRecord: record)
    let place = place(ofRecord: record, inUnit: unit)
    return PieceRow(
      record: UInt32(record), unit: UInt32(unit), file: place.file,
      line: place.line, source: source, key: key, tokenStart: tokenStart, tokenCount: tokenCount,
      headTokenCount: headTokenCount, location(ofRecord: record, inUnit: unit))
  }
}

extension PieceRow {
  fileprivate init(
    record: UInt32, unit: UInt32, file: UInt32, line: UInt64, source: UInt32, key: UInt64,
    tokenStart: UInt32, tokenCount: UInt32, headTokenCount: UInt32,
    _ location: RecordTokens.Location
  ) {
    self.record = record
    self.unit = unit
    self.file = file
    self.line = line
    self.source = source
    self.key = key
    self.tokenStart = tokenStart
    self.tokenCount = tokenCount
    self.headTokenCount = headTokenCount
    blobOffset = location.offset
    blobHash = location.hash
    recordTokenCount = UInt32(location.tokenCount)
    spanCount = UInt32(location.spanCount)
    hitCount = UInt32(location.hitCount)
    exchangeCount = UInt32(location.exchangeCount)
  }
}

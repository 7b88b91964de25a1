/// Finds the borders of one input in bytes that come in order, in pieces of any size.
///
/// A border is the place just after what ends a record, at which the input may be cut into units.
/// Called once a piece of many records or of one, never once a byte.
protocol BorderScan: Sendable {
  /// Goes over `bytes` to just after the next border, or over all of them where there is none.
  ///
  /// - Returns: How many bytes that are, and whether a border is behind them.
  mutating func piece(of bytes: Span<UInt8>) -> (byteCount: Int, isBorder: Bool)

  /// Goes over all of `bytes`; returns whether a border is behind them.
  mutating func skip(_ bytes: Span<UInt8>) -> Bool
}

extension BorderScan {
  mutating func skip(_ bytes: Span<UInt8>) -> Bool {
    var position = 0
    var isBorder = false
    while position < bytes.count {
      let piece = piece(of: bytes.extracting(position...))
      position += piece.byteCount
      isBorder = piece.isBorder
    }
    return isBorder
  }
}

import ByteIO
package import Records

/// One record's tokens and spans as a part keeps them, in memory that is reused.
package struct RecordTokens: ~Copyable {
  /// Planes, spans, hits and exchanges.
  ///
  /// A `ByteBuffer` may be read beyond its end, as `TokenPlanes` asks.
  private(set) var bytes = ByteBuffer()
  package private(set) var tokenCount = 0
  /// Trained spans, ascending, disjoint and within the record.
  package private(set) var spans: [TrainedSpan] = []
  package private(set) var hits: [TokenBatch.SpecialTokenHit] = []
  /// Where a conversation can be cut, ascending; empty where it cannot.
  package private(set) var exchanges: [Exchange] = []

  package init() {}

  /// Where a blob lies, and what it must be.
  struct Location {
    var offset: UInt64
    var hash: UInt64
    var tokenCount: Int
    var spanCount: Int
    var hitCount: Int
    var exchangeCount: Int
    var record: Int
  }

  /// Reads a record by one `pread`; the blob's hash is compared before anything in it is used.
  mutating func read(
    _ location: Location, from file: borrowing File
  ) throws(Fault) {
    let planeByteCount = TokenPlanes.byteCount(tokenCount: location.tokenCount)
    try file.readExactly(
      planeByteCount
        + 8 * (location.spanCount + location.hitCount + location.exchangeCount),
      at: location.offset, into: &bytes)
    let hash = Hash64.of(bytes.span)
    guard hash == location.hash else {
      throw .checksum(
        file.path, .record(location.record), stated: location.hash, actual: hash)
    }
    tokenCount = location.tokenCount
    // Locals, since a span of `bytes` borrows the whole value.
    var spans = self.spans
    var hits = self.hits
    var exchanges = self.exchanges
    self.spans = []
    self.hits = []
    self.exchanges = []
    try Self.parse(
      bytes.span.extracting(planeByteCount...), location, file.path, spans: &spans, hits: &hits,
      exchanges: &exchanges)
    self.spans = spans
    self.hits = hits
    self.exchanges = exchanges
  }

  private static func parse(
    _ bytes: Span<UInt8>, _ location: Location, _ path: String,
    spans: inout [TrainedSpan], hits: inout [TokenBatch.SpecialTokenHit],
    exchanges: inout [Exchange]
  ) throws(Fault) {
    var cursor = FieldCursor(bytes, path, .record(location.record))
    spans.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
    exchanges.removeAll(keepingCapacity: true)
    var end: UInt64 = 0
    for _ in 0..<location.spanCount {
      let span = TrainedSpan(start: try cursor.integer(), count: try cursor.integer())
      guard span.start >= end, span.count > 0,
        UInt64(span.start) + UInt64(span.count) <= location.tokenCount
      else {
        throw Fault(
          .malformed, path, .record(location.record),
          expected: "spans in ascending order within \(location.tokenCount) tokens",
          found: "\(span.count) from \(span.start)")
      }
      end = UInt64(span.start) + UInt64(span.count)
      spans.append(span)
    }
    for _ in 0..<location.hitCount {
      hits.append(
        TokenBatch.SpecialTokenHit(token: try cursor.integer(), count: try cursor.integer()))
    }
    var last: UInt32 = 0
    for number in 0..<location.exchangeCount {
      let exchange = Exchange(border: try cursor.integer(), start: try cursor.integer())
      guard number == 0 ? exchange.border == 0 : exchange.border >= last,
        exchange.border <= exchange.start, exchange.start < location.tokenCount
      else {
        throw Fault(
          .malformed, path, .record(location.record),
          expected: "exchanges in ascending order within \(location.tokenCount) tokens",
          found: "one from \(exchange.start)")
      }
      last = exchange.start
      exchanges.append(exchange)
    }
  }

  /// Replaces `tokens` by the record's ids.
  package func copyTokens(into tokens: inout [UInt32]) {
    let count = tokenCount
    tokens.removeAll(keepingCapacity: true)
    tokens.append(contentsOf: repeatElement(0, count: count))
    bytes.withUnsafeBytes { source in
      tokens.withUnsafeMutableBufferPointer { target in
        guard let low = source.baseAddress, let start = target.baseAddress else { return }
        // SAFETY: the buffer holds the planes of `count` tokens and is readable beyond them.
        TokenPlanes.unpack(
          low: low, bits: low + 2 * count, bitOffset: 0, count: count, into: start)
      }
    }
  }
}

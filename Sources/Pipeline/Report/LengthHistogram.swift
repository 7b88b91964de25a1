import ByteIO

/// How many records have which length, in bins of half an octave: their first lengths are 1, 2, 3, 4,
/// 6, 8, 12, 16 and so on, so that every power of two begins one.
package struct LengthHistogram {
  /// The lengths at which shares are stated: the usual lengths of rows.
  package static let limits = [512, 1024, 2048, 4096, 8192]

  /// One bin.
  package struct Bin: Sendable, Equatable {
    /// The lengths in tokens that fall into it.
    package var lengths: ClosedRange<Int>
    package var keptCount = 0
    /// Records that were dropped since they do not fit a row.
    package var tooLongCount = 0
  }

  /// The bins from the shortest record to the longest; empty ones between are there too.
  private(set) var bins: [Bin] = []

  /// - Parameter lengths: How many records have which length.
  init(_ lengths: (kept: LengthTally, tooLong: LengthTally)) {
    let all = [lengths.kept.shortest, lengths.tooLong.shortest].compactMap { $0 }
    guard let shortest = all.min() else { return }
    let longest = max(lengths.kept.longest ?? 0, lengths.tooLong.longest ?? 0)
    let first = Self.number(of: shortest)
    bins = (first...Self.number(of: longest)).map { Bin(lengths: Self.lengths(ofBin: $0)) }
    for (length, count) in lengths.kept.counts {
      bins[Self.number(of: length) - first].keptCount += count
    }
    for (length, count) in lengths.tooLong.counts {
      bins[Self.number(of: length) - first].tooLongCount += count
    }
  }

  /// The number of the bin for a length: 0 for 1, 1 for 2, 2 for 3, 3 for 4 and 5.
  static func number(of length: Int) -> Int {
    let octave = Int.bitWidth - 1 - max(length, 1).leadingZeroBitCount
    guard octave > 0 else { return 0 }
    return 2 * octave - 1 + (length >> (octave - 1) & 1)
  }

  /// The lengths that fall into a bin.
  static func lengths(ofBin number: Int) -> ClosedRange<Int> {
    func start(_ number: Int) -> Int {
      guard number > 0 else { return 1 }
      let octave = (number + 1) / 2
      return number % 2 == 1 ? 1 << octave : 3 << (octave - 1)
    }
    return start(number)...(start(number + 1) - 1)
  }

  var report: JSONValue {
    .array(
      bins.map {
        [
          "from": JSONValue($0.lengths.lowerBound), "to": JSONValue($0.lengths.upperBound),
          "kept": JSONValue($0.keptCount), "too_long": JSONValue($0.tooLongCount),
        ]
      })
  }

  /// The records that are longer than each of `limits`.
  static func longer(_ lengths: (kept: LengthTally, tooLong: LengthTally)) -> JSONValue {
    .array(
      limits.map { limit in
        [
          "tokens": JSONValue(limit),
          "kept": JSONValue(lengths.kept.count(above: limit)),
          "too_long": JSONValue(lengths.tooLong.count(above: limit)),
        ]
      })
  }
}

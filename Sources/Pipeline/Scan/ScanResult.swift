package import Ingest

/// What a scan found.
package struct ScanResult: Sendable {
  package var inputs: [InputFile]
  /// How each input is stored; nil for one that was not opened.
  package var compressions: [InputCompression?]
  /// Decompressed bytes of all inputs.
  package var byteCount: UInt64
  /// One of so many units was looked at; 1 where all were.
  package var stride: Int
  package var tally: ScanTally
  /// Sound records that say what another one says, among those looked at.
  package var repeatedRecordCount: Int

  /// Whether every record was looked at.
  package var isWhole: Bool { tally.byteCount == byteCount }

  /// A count for all of the input, by the share of its bytes that was looked at.
  package func estimate(_ count: Int) -> Int {
    guard !isWhole, tally.byteCount > 0 else { return count }
    return Int((Double(count) * Double(byteCount) / Double(tally.byteCount)).rounded())
  }

  /// How many sound records have which length.
  package var lengths: LengthTally { LengthTally(of: tally.lengths.lazy.map { Int($0) }) }

  /// The bins of the lengths of sound records, as in a report.
  package var lengthHistogram: [LengthHistogram.Bin] {
    LengthHistogram((lengths, LengthTally([]))).bins
  }

  /// Sound records that are longer than `tokenCount`.
  package func count(longerThan tokenCount: Int) -> Int {
    tally.lengths.count { $0 > tokenCount }
  }
}

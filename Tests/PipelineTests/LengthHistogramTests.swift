import ByteIO
import Testing

@testable import Pipeline

/// The bins of the length histogram.
@Suite struct LengthHistogramTests {
  @Test func binsHaveEveryLengthOnce() {
    var next = 1
    for number in 0..<40 {
      let lengths = LengthHistogram.lengths(ofBin: number)
      #expect(lengths.lowerBound == next)
      #expect(LengthHistogram.number(of: lengths.lowerBound) == number)
      #expect(LengthHistogram.number(of: lengths.upperBound) == number)
      next = lengths.upperBound + 1
    }
    #expect(next == 3 << 19 || next == 1 << 20)
    #expect(
      (0..<8).map { LengthHistogram.lengths(ofBin: $0).lowerBound } == [1, 2, 3, 4, 6, 8, 12, 16])
  }

  @Test func countsAreThoseOfTheLengths() {
    let lengths = (kept: [5, 4, 7, 40], tooLong: [41, 90, 2048, 2049])
    let tallies = (kept: LengthTally(of: lengths.kept), tooLong: LengthTally(of: lengths.tooLong))
    let bins = LengthHistogram(tallies).bins
    #expect(bins.first?.lengths == 4...5)
    #expect(bins.last?.lengths == 2048...3071)
    #expect(bins.reduce(0) { $0 + $1.keptCount } == 4)
    #expect(bins.reduce(0) { $0 + $1.tooLongCount } == 4)
    for bin in bins {
      #expect(bin.keptCount == lengths.kept.count { bin.lengths.contains($0) })
      #expect(bin.tooLongCount == lengths.tooLong.count { bin.lengths.contains($0) })
    }
    #expect(LengthHistogram((LengthTally([]), LengthTally([]))).bins.isEmpty)
    #expect(
      LengthHistogram.longer(tallies).description(of: "2048")
        == #"{"tokens":2048,"kept":0,"too_long":1}"#)
  }
}

extension JSONValue {
  /// The element whose `tokens` are this, on a line.
  fileprivate func description(of tokens: String) -> String? {
    guard case .array(let elements) = self else { return nil }
    return elements.map { JSONWriter.line($0) }.first { $0.contains(":\(tokens),") }
  }
}

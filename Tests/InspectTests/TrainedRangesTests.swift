import Testing

@testable import Inspect

@Suite struct TrainedRangesTests {
  /// Eight tokens, trained in all ways, and every segment of them.
  @Test func segmentHasWhatIsTrainedInIt() {
    for mask in 0..<256 {
      let trained = (0..<8).filter { mask >> $0 & 1 == 1 }
      let ranges = trained.reduce(into: [Range<Int>]()) { ranges, token in
        if let last = ranges.last, last.upperBound == token {
          ranges[ranges.count - 1] = last.lowerBound..<(token + 1)
        } else {
          ranges.append(token..<(token + 1))
        }
      }
      for start in 0...8 {
        for end in start...8 {
          let found = TrainedRanges(ranges).within(start..<end)
          #expect(found.allSatisfy { !$0.isEmpty })
          #expect(
            found.flatMap { $0 }
              == trained.filter { (start..<end).contains($0) }.map { $0 - start })
        }
      }
    }
  }
}

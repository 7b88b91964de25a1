import Records
import Testing

/// The search among trained spans, against looking at every token.
@Suite struct TrainedSpanTests {
  /// All ways to train eight tokens, with neighbours in one span and in two.
  private static let allSpans: [[TrainedSpan]] = (0..<256).flatMap { mask in
    [true, false].map { joins in
      (0..<8).reduce(into: [TrainedSpan]()) { spans, token in
        guard mask >> token & 1 == 1 else { return }
        if joins, let last = spans.last, last.start + last.count == token {
          spans[spans.count - 1].count += 1
        } else {
          spans.append(TrainedSpan(start: UInt32(token), count: 1))
        }
      }
    }
  }

  @Test func searchFindsWhatLookingAtEachFinds() {
    for spans in Self.allSpans {
      let trained = Set(spans.flatMap { Int($0.start)..<Int($0.start + $0.count) })
      for token in 0..<9 {
        let expected = spans.firstIndex { Int($0.start + $0.count) > token } ?? spans.count
        #expect(spans.firstIndex(endingBehind: token) == expected)
        for end in (token + 1)...10 {
          #expect(spans.meet(token..<end) == !trained.isDisjoint(with: token..<end))
        }
      }
    }
  }
}

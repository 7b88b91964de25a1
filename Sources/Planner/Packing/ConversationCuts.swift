package import Records

/// Where one conversation that is longer than a row can be cut, and what is trained between the
/// cuts: all that splitting needs to know of it.
package struct ConversationCuts: Sendable, Equatable {
  /// Tokens that every part begins with.
  let headTokenCount: UInt32
  /// The first token of each exchange after its header where the head has that, and the end.
  private let starts: [UInt32]
  /// Where each exchange ends.
  private let ends: [UInt32]
  /// Whether anything in the exchange is trained.
  private let isTrained: [Bool]

  /// The cuts of a record of `tokenCount` tokens; nil where it cannot be cut.
  ///
  /// - Parameters:
  ///   - exchanges: As the encoder noted them; empty for what is one exchange or no conversation.
  ///   - spans: The record's trained spans, ascending.
  package init?(_ exchanges: [Exchange], spans: [TrainedSpan], tokenCount: UInt32) {
    guard let first = exchanges.first else { return nil }
    headTokenCount = first.start
    starts = exchanges.map(\.start)
    let ends = exchanges.dropFirst().map(\.border) + [tokenCount]
    self.ends = ends
    isTrained = zip(exchanges, ends).map { exchange, end in
      spans.meet(Int(exchange.start)..<max(Int(exchange.start), Int(end)))
    }
  }

  /// Gathers exchanges from first to last into as few parts as rows of `rowLength` tokens allow.
  ///
  /// A part is the head and a run of whole exchanges of which something is trained. An exchange that
  /// does not fit after the head is left out and parts the others; so is a run in which nothing
  /// is trained.
  ///
  /// - Complexity: O(exchanges)
  func division(rowLength: Int) -> Plan.Division {
    var division = Plan.Division(headTokenCount: headTokenCount)
    var next = 0
    while next < starts.count {
      var end = next
      while end < starts.count,
        Int(headTokenCount) + Int(ends[end] - starts[next]) <= rowLength
      { end += 1 }
      // One exchange at least, so that the search goes on.
      let run = next..<max(end, next + 1)
      if end > next, isTrained[run].contains(true) {
        // The head stands before the first exchange as it is.
        let start = next == 0 ? 0 : starts[next]
        // Where the exchanges before are left out, the head stands for itself here, and the header
        // that it replaces is in no part. Later heads are copies, and count as such.
        if next > 0, division.parts.isEmpty { division.lostTokenCount += start - ends[next - 1] }
        division.parts.append(start..<ends[run.upperBound - 1])
      } else {
        let border = next == 0 ? headTokenCount : ends[next - 1]
        division.lostTokenCount += ends[run.upperBound - 1] - border
      }
      next = run.upperBound
    }
    return division
  }
}

import ByteIO
package import Records

/// What becomes of every record, and every row of every split.
package struct Plan: Sendable, Equatable {
  /// The two parts a data set can have.
  package enum Split: UInt8, CaseIterable, Sendable {
    case train, validation

    /// The split's name in file names and reports.
    package var name: String {
      switch self {
      case .train: "train"
      case .validation: "validation"
      }
    }
  }

  /// What becomes of one record.
  package enum Fate: Sendable, Equatable {
    case kept(Split)
    case rejected(RejectionReason)
  }

  /// A record that was dropped, and the one in whose favour: an equal one that stands earlier in the
  /// input, say.
  package struct Winner: Sendable, Equatable {
    package var record: UInt32
    package var winner: UInt32
  }

  /// What a conversation that is longer than a row was split into.
  package struct Division: Sendable, Equatable {
    /// Tokens at the record's start that each part begins with.
    package var headTokenCount: UInt32
    /// The tokens of each part, ascending; one that does not begin at 0 stands after a copy of the
    /// head.
    package var parts: [Range<UInt32>] = []
    /// Tokens of the record that are in no part.
    package var lostTokenCount: UInt32 = 0

    package init(headTokenCount: UInt32) {
      self.headTokenCount = headTokenCount
    }

    /// The tokens that a part has in its row, its head among them.
    package func tokenCount(ofPart part: Range<UInt32>) -> UInt32 {
      part.upperBound - part.lowerBound + (part.lowerBound > 0 ? headTokenCount : 0)
    }

    /// The tokens of all parts, heads among them.
    package var tokenCount: UInt32 { parts.reduce(0) { $0 + tokenCount(ofPart: $1) } }
  }

  /// One fate a record, in the order of the input.
  package var fates: [Fate]
  /// The winners over dropped records, ascending by record.
  package var winners: [Winner] = []
  /// Tokens of a record after this many are cut off.
  package var tokenLimit = UInt32.max
  /// Kept records that stand in rows in parts; asked by record only, so that its order is no matter.
  package var divisions: [UInt32: Division] = [:]
  package var train = RowPlan()
  package var validation = RowPlan()

  init(recordCount: Int) {
    fates = [Fate](repeating: .kept(.train), count: recordCount)
  }

  /// The tokens of a kept record with these facts that stand in rows.
  package func tokenCount(of fact: RecordFacts) -> UInt32 { min(fact.tokenCount, tokenLimit) }

  /// Whether `record` is in some split.
  package func isKept(_ record: Int) -> Bool {
    if case .kept = fates[record] { true } else { false }
  }

  /// The rows of `split`.
  package subscript(split: Split) -> RowPlan {
    switch split {
    case .train: train
    case .validation: validation
    }
  }

  /// The record in whose favour `record` was dropped; nil where there is none.
  ///
  /// - Complexity: O(log n)
  package func winner(over record: UInt32) -> UInt32? {
    let index = winners.indices.partitionPoint { winners[$0].record >= record }
    guard index < winners.count, winners[index].record == record else { return nil }
    return winners[index].winner
  }

  /// Why a record is not kept; nil where it is.
  ///
  /// - Parameters:
  ///   - fact: The record's facts.
  ///   - place: Where a record stands, as `file:line`; asked for the winner's.
  package func verdict(
    on record: Int, _ fact: RecordFacts, place: (_ record: Int) -> String
  ) -> Verdict? {
    guard case .rejected(let reason) = fates[record] else { return nil }
    let winner = winner(over: UInt32(record))
    let detail = CorpusFilterList.detail(reason, winner: winner.map { place(Int($0)) })
    return Verdict(reason, detail: detail ?? LengthPolicy.detail(fact), winner: winner)
  }

  /// Drops a record; `winner` stands for the one in whose favour.
  mutating func drop(_ record: UInt32, _ reason: RejectionReason, winner: UInt32?) {
    fates[Int(record)] = .rejected(reason)
    divisions[record] = nil
    if let winner { winners.append(Winner(record: record, winner: winner)) }
  }

  /// Puts the winners in the order in which `winner(over:)` looks for them.
  package mutating func sortWinners() { winners.sort { $0.record < $1.record } }

  /// Puts the kept records from `start` on into the validation split: a set of the user's own.
  mutating func setAside(from start: Int) {
    for record in start..<fates.count where fates[record] == .kept(.train) {
      fates[record] = .kept(.validation)
    }
  }
}

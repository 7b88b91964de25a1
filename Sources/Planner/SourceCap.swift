import Records

/// The most records that are kept of one source.
package struct SourceCap: Sendable, Equatable {
  package var source: String
  package var recordCount: Int

  package init(source: String, recordCount: Int) {
    self.source = source
    self.recordCount = recordCount
  }

  /// Reads `source=N`; the source's name may itself hold an equals sign.
  package init?(_ text: String) {
    guard let place = text.utf8.lastIndex(of: UInt8(ascii: "=")),
      let count = Int(text[text.index(after: place)...]), count >= 0
    else { return nil }
    self.init(source: String(text[..<place]), recordCount: count)
  }

  /// Drops kept records of sources that have more than their caps allow.
  ///
  /// Those with the smallest keys stay; a key depends on content and seed alone, so the choice is
  /// even over the input and does not change when other sources grow.
  ///
  /// - Throws: `PlanError.unknownSource` where no record names the source.
  static func apply(
    _ caps: [SourceCap], sourceNames: [String], seed: UInt64, to facts: [RecordFacts],
    in plan: inout Plan
  ) throws(PlanError) {
    for cap in caps {
      // By their UTF-8: `==` takes `é` in one scalar and in two for one name.
      let source = sourceNames.firstIndex { $0.utf8.elementsEqual(cap.source.utf8) }
      guard let source else {
        throw .unknownSource(cap.source, known: sourceNames)
      }
      let kept = facts.indices.filter {
        plan.fates[$0] == .kept(.train) && facts[$0].source == UInt32(source)
      }
      let order = kept.sorted {
        (key(facts[$0], seed), $0) < (key(facts[$1], seed), $1)
      }
      for record in order.dropFirst(cap.recordCount) { plan.fates[record] = .rejected(.cap) }
    }
  }

  private static func key(_ fact: RecordFacts, _ seed: UInt64) -> UInt64 {
    let content = fact.contentHash.low ^ SplitMix64.mix(fact.contentHash.high)
    return SplitMix64.mix(content ^ SplitMix64.mix(seed))
  }
}

extension SourceCap: CustomStringConvertible {
  /// As `--cap` takes it: `source=N`.
  package var description: String { "\(source)=\(recordCount)" }
}

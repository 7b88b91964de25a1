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
  /// - Complexity: O(n log n) for n records, however many caps there are.
  static func apply(
    _ caps: [SourceCap], sourceNames: [String], seed: UInt64, to facts: [RecordFacts],
    in plan: inout Plan
  ) throws(PlanError) {
    guard !caps.isEmpty else { return }
    let limits = try limits(caps, sourceNames: sourceNames)
    var kept = [[(key: UInt64, record: Int)]](repeating: [], count: limits.count)
    for record in facts.indices where plan.fates[record] == .kept(.train) {
      let source = Int(facts[record].source)
      if limits[source] < .max { kept[source].append((key(facts[record], seed), record)) }
    }
    for (records, limit) in zip(kept, limits) where records.count > limit {
      for (_, record) in records.sorted(by: { $0 < $1 }).dropFirst(limit) {
        plan.fates[record] = .rejected(.cap)
      }
    }
  }

  /// The most records of each source: the least of its caps, or `Int.max` without one.
  private static func limits(
    _ caps: [SourceCap], sourceNames: [String]
  ) throws(PlanError) -> [Int] {
    // By the names' UTF-8: `==` takes `é` in one scalar and in two for one name.
    var numbers: [[UInt8]: Int] = [:]
    for (number, name) in sourceNames.enumerated() { numbers[Array(name.utf8)] = number }
    var limits = [Int](repeating: .max, count: sourceNames.count)
    for cap in caps {
      guard let number = numbers[Array(cap.source.utf8)] else {
        throw .unknownSource(cap.source.shortened(), known: sourceNames.map { $0.shortened() })
      }
      limits[number] = min(limits[number], cap.recordCount)
    }
    return limits
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

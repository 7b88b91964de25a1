package import ByteIO
package import Records

/// `--cap`: drops records of sources that have more than their caps allow.
package struct SourceCaps: CorpusFilterOptions {
  /// Where a source has several, the least holds.
  package var caps: [SourceCap] = []

  package init() {}

  package static let stage = FilterStage("cap", [.cap])
  package static let reason = RejectionReason.cap
  package static let recorded: [OptionField<SourceCaps>] = [
    OptionField("caps") {
      .array($0.caps.map { .string($0.description) })
    } read: {
      (record, options) throws(JSONError) in
      for cap in try record["caps"].elements() {
        options.caps.append(try cap.parsed(SourceCap.init))
      }
    }
  ]

  package static func detail(winner: String?) -> String {
    "its source has as many records as --cap allows"
  }

  package static let gathering = CorpusGathering.ranksInSource
  package var isOn: Bool { !caps.isEmpty }

  package func check(sourceNames: [String]) throws(PlanError) { _ = try limits(sourceNames) }

  package var columns: [FactColumn] { caps.isEmpty ? [] : [.contentHash] }

  /// - Throws: `PlanError.unknownSource` where no record names the source of a cap.
  package func filter(of corpus: Corpus) throws(PlanError) -> (any CorpusFilter)? {
    caps.isEmpty
      ? nil
      : SourceCapFilter(
        facts: corpus.facts, hashes: corpus.facts.words(of: .contentHash),
        limits: try limits(corpus.sourceNames), seed: corpus.seed)
  }

  /// The most records of each source: the least of its caps, or `Int.max` without one.
  ///
  /// - Throws: `PlanError.unknownSource` where no record names the source of a cap.
  private func limits(_ sourceNames: [String]) throws(PlanError) -> [Int] {
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
}

/// Keeps of each source the records of the smallest ranks.
struct SourceCapFilter: CorpusFilter {
  let facts: FactTable
  let hashes: [UInt64]
  /// The most records of each source.
  let limits: [Int]
  let seed: UInt64

  func key(of record: Int, in split: Plan.Split) -> CorpusKey? {
    let source = Int(facts[record].source)
    guard split == .train, limits[source] < .max else { return nil }
    let hash = ContentHash(hashes, of: record)
    return CorpusKey(
      ContentHash(low: UInt64(source), high: 0), rank: hash.rank(seed: seed))
  }

  func judge(_ bucket: CorpusBucket, dropping drops: inout [CorpusDrop]) {
    guard let source = bucket.first?.key.hash.low else { return }
    for entry in bucket.dropFirst(limits[Int(source)]) {
      drops.append(CorpusDrop(record: entry.record, winner: nil))
    }
  }
}

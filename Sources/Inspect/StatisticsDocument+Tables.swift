package import ByteIO

/// What the report lists by name, as values; nil and empty where a data set of an earlier version has
/// none of it.
extension StatisticsDocument {
  /// What a filter left.
  package struct FunnelStage {
    package var filter: String
    package var records: Int
    package var tokens: Int?
  }

  package func funnel() throws(Fault) -> [FunnelStage] {
    guard let funnel = try? self["funnel"] else { return [] }
    let stages: [JSONReader]
    do { stages = try funnel.elements() } catch { throw error.fault }
    return try stages.map { (stage) throws(Fault) in
      let records = try count("records", of: stage)
      let name: String
      let tokens: JSONReader?
      do throws(JSONError) {
        tokens = try stage.optional("tokens")
        name = try stage["after"].string()
      } catch {
        throw error.fault
      }
      return FunnelStage(filter: name, records: records, tokens: try tokens.map(count))
    }
  }

  /// Records dropped by quality rules, from the most to the fewest.
  package func qualityRules() -> [(name: String, count: Int)] {
    ((try? counts("quality_rules")) ?? []).sorted { $0.count > $1.count }
  }

  /// Records and rows of a split.
  package struct SplitFigures {
    package var name: String
    package var records: Int
    package var rows: Int
  }

  /// How many splits there are, and the first `limit` of them where there are several.
  package func splits(
    first limit: Int
  ) throws(Fault) -> (shown: [SplitFigures], count: Int) {
    let splits = try members(of: try self["splits"])
    guard splits.count > 1 else { return ([], splits.count) }
    let shown = try splits.prefix(limit).map { (name, split) throws(Fault) in
      SplitFigures(
        name: name, records: try count("records", of: split), rows: try count("rows", of: split))
    }
    return (shown, splits.count)
  }

  /// Kept records by the languages of prompt and answer, from the most to the fewest.
  package func languagePairs() throws(Fault) -> [(
    prompt: String, answer: String, count: Int
  )] {
    var pairs: [(prompt: String, answer: String, count: Int)] = []
    for (prompt, row) in try members(of: try self["languages"]) {
      for (answer, number) in try members(of: row) {
        pairs.append((prompt, answer, try count(number)))
      }
    }
    return pairs.sorted { $0.count > $1.count }
  }

  /// Records read in one form, and what became of them.
  package struct FormFigures {
    package var name: String
    package var kept: Int
    /// Nil where the report does not say: a data set of an earlier version.
    package var rejected: Int?
  }

  /// The forms of records: from the most kept to the fewest where only that is known, else in the
  /// report's order, with those at the end of which all were rejected.
  package func forms() throws(Fault) -> [FormFigures] {
    let kept = try counts("forms")
    guard let rejected = try? counts("rejected_forms") else {
      return kept.sorted { $0.count > $1.count }.map { FormFigures(name: $0.name, kept: $0.count) }
    }
    // By dictionary: a stranger's report may name a million forms. And by the names' UTF-8: the hash
    // of a string of many combining marks takes time that is quadratic in their number.
    func byName(_ forms: [(name: String, count: Int)]) -> [[UInt8]: Int] {
      Dictionary(forms.map { (Array($0.name.utf8), $0.count) }) { first, _ in first }
    }
    let (keptCounts, rejectedCounts) = (byName(kept), byName(rejected))
    let names = kept.map(\.name) + rejected.map(\.name).filter { keptCounts[Array($0.utf8)] == nil }
    return names.map { name in
      let bytes = Array(name.utf8)
      return FormFigures(
        name: name, kept: keptCounts[bytes] ?? 0, rejected: rejectedCounts[bytes] ?? 0)
    }
  }

  /// Kept records of one source, and their tokens.
  package struct SourceFigures {
    package var name: String
    package var records: Int
    package var tokens: Int
  }

  /// The sources that the report lists, from the most records to the fewest.
  package func sources() throws(Fault) -> [SourceFigures] {
    try members(of: try self["sources"]).map { (name, source) throws(Fault) in
      SourceFigures(
        name: name, records: try count("records", of: source),
        tokens: try count("tokens", of: source))
    }.sorted { $0.records > $1.records }
  }

  /// How many sources the report only adds up; nil where it lists them all.
  package func unlistedSourceCount() throws(Fault) -> Int? {
    guard let others = try optional("other_sources") else { return nil }
    return try count("sources", of: others)
  }
}

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
    let splits = try allSplits()
    return splits.count > 1 ? (Array(splits.prefix(limit)), splits.count) : ([], splits.count)
  }

  /// The figures of all splits.
  func allSplits() throws(Fault) -> [SplitFigures] {
    try members(of: try self["splits"]).map { (name, split) throws(Fault) in
      SplitFigures(
        name: name, records: try count("records", of: split), rows: try count("rows", of: split))
    }
  }

  /// The rows of the split `name`; nil where the data set has no such split.
  package func rowCount(ofSplit name: String) throws(Fault) -> Int? {
    try allSplits().first { $0.name.utf8.elementsEqual(name.utf8) }?.rows
  }

  /// Records within a range of lengths.
  package struct LengthBin: Sendable, Equatable {
    /// In tokens, before `--overlong` cuts, splits or drops any.
    package var lengths: ClosedRange<Int>
    package var kept: Int
    /// Dropped since they do not fit a row.
    package var tooLong: Int
  }

  /// The lengths of records in bins of half an octave; empty where the report has none.
  package func lengthHistogram() throws(Fault) -> [LengthBin] {
    try elements("length_histogram").map { (bin) throws(Fault) in
      let from = try count("from", of: bin)
      let to = try count("to", of: bin)
      guard from <= to else {
        throw .failed(
          "report.json: length_histogram: expected a range of lengths, found \(from) to \(to)")
      }
      return LengthBin(
        lengths: from...to, kept: try count("kept", of: bin),
        tooLong: try count("too_long", of: bin))
    }
  }

  /// Records that are longer than one of the usual lengths of rows.
  package struct LengthsOver: Sendable, Equatable {
    package var tokens: Int
    package var kept: Int
    package var tooLong: Int
  }

  /// How many records are longer than each of the usual lengths of rows; empty where the report does
  /// not say.
  package func lengthsOver() throws(Fault) -> [LengthsOver] {
    try elements("lengths_over").map { (over) throws(Fault) in
      LengthsOver(
        tokens: try count("tokens", of: over), kept: try count("kept", of: over),
        tooLong: try count("too_long", of: over))
    }
  }

  /// Bytes of text for each token that they became; nil where the report does not say, or there is
  /// no text.
  package func bytesPerToken() throws(Fault) -> Double? {
    guard let bytes = try optional("text_bytes"), let tokens = try optional("text_tokens") else {
      return nil
    }
    let count = try self.count(tokens)
    return count == 0 ? nil : Double(try self.count(bytes)) / Double(count)
  }

  /// More than there are lengths of any record, in half octaves; and so few that their counts can be
  /// added up.
  private static let binLimit = 128

  /// The elements of a list of the report; none where a report of an earlier version has no such.
  private func elements(_ key: String) throws(Fault) -> [JSONReader] {
    guard let list = try optional(key) else { return [] }
    let elements: [JSONReader]
    do { elements = try list.elements() } catch { throw error.fault(in: "report.json") }
    guard elements.count <= Self.binLimit else {
      throw .failed(
        "report.json: \(key): expected at most \(Self.binLimit) elements, found \(elements.count)")
    }
    return elements
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

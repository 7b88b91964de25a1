package import ByteIO

/// All that the report says of each split and source.
extension StatisticsDocument {
  package struct SplitDetails {
    package var name: String
    package var records: Int
    package var rows: Int
    package var tokens: Int
    package var trainedTokens: Int
    package var paddingTokens: Int
  }

  /// Every split, in the report's order.
  package func splitDetails() throws(Fault) -> [SplitDetails] {
    try members(of: try self["splits"]).map { (name, split) throws(Fault) in
      SplitDetails(
        name: name, records: try count("records", of: split), rows: try count("rows", of: split),
        tokens: try count("tokens", of: split),
        trainedTokens: try count("trained_tokens", of: split),
        paddingTokens: try count("padding_tokens", of: split))
    }
  }

  package struct SourceDetails {
    package var records: Int
    package var tokens: Int
    /// Nil where the report does not say: a data set of an earlier version.
    package var trainedTokens: Int?
  }

  /// The sources that the report lists, from the most records to the fewest.
  package func sourceDetails() throws(Fault) -> [(name: String, details: SourceDetails)] {
    try members(of: try self["sources"]).map { (name, source) throws(Fault) in
      (name: name, details: try details(of: source))
    }.sorted { $0.details.records > $1.details.records }
  }

  /// How many sources the report only adds up, and their sums; nil where it lists them all.
  package func otherSources() throws(Fault) -> (count: Int, details: SourceDetails)? {
    guard let others = try optional("other_sources") else { return nil }
    return (try count("sources", of: others), try details(of: others))
  }

  private func details(of source: JSONReader) throws(Fault) -> SourceDetails {
    let trained: JSONReader?
    do { trained = try source.optional("trained_tokens") } catch { throw error.fault }
    return SourceDetails(
      records: try count("records", of: source), tokens: try count("tokens", of: source),
      trainedTokens: try trained.map(count))
  }
}

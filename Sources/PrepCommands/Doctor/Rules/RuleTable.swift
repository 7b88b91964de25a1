import ByteIO

/// What is known of versions that do not fit: `rules.json`, which is part of the command.
///
/// docs/DOCTOR.md explains the file.
struct RuleTable: Sendable {
  var packages: [WatchedPackage] = []
  var enforced: [EnforcedRequirements] = []
  var rules: [Rule] = []

  /// The command's own table.
  static func load() throws(Fault) -> RuleTable {
    let bytes = PackageResources.rules_json
    do {
      return try RuleTable(try JSONReader(parsing: bytes.span))
    } catch {
      throw error.fault(in: "rules.json")
    }
  }

  init(_ reader: JSONReader) throws(JSONError) {
    for element in try reader["packages"].elements() {
      packages.append(try WatchedPackage(element))
    }
    for element in try reader["enforced"].elements() {
      enforced.append(try EnforcedRequirements(element))
    }
    for element in try reader["rules"].elements() { rules.append(try Rule(element)) }
  }

  /// The rules whose messages stand in `text`, those with the longest part in common first.
  ///
  /// Upper and lower case count alike, and so does any white space: messages are copied from
  /// terminals that break lines. Quotation marks are left out: a shell takes them away.
  func rules(answeringTo text: String) -> [Rule] {
    let text = Self.plain(text)
    let found = rules.enumerated().compactMap { index, rule -> (Int, Int)? in
      let matches = rule.matches.map(Self.plain).filter { text.contains($0) }
      return matches.map(\.utf8.count).max().map { (index, $0) }
    }
    return found.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { rules[$0.0] }
  }

  private static let quotationMarks: Set<Character> = ["`", "'", "\"", "‘", "’", "“", "”"]

  private static func plain(_ text: String) -> String {
    text.lowercased().filter { !quotationMarks.contains($0) }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

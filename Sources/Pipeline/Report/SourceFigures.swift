import ByteIO

/// Kept records and tokens by source, as `report.json` lists them.
///
/// A corpus may name a source of its own for each of its records, and a name may be as long as a
/// line. The report stays small enough to be read whole: it lists the `listLimit` sources with the
/// most records of those whose names are of at most `nameByteLimit` bytes, and adds the others up.
struct SourceFigures {
  struct Figures: Equatable {
    var records = 0
    var tokens = 0
    var trainedTokens = 0

    var members: [JSONValue.Member] {
      [
        .init("records", JSONValue(records)), .init("tokens", JSONValue(tokens)),
        .init("trained_tokens", JSONValue(trainedTokens)),
      ]
    }

    static func += (sum: inout Figures, other: Figures) {
      sum.records += other.records
      sum.tokens += other.tokens
      sum.trainedTokens += other.trainedTokens
    }
  }

  static let listLimit = 10_000
  static let nameByteLimit = 512

  /// The empty name stands for records without a source.
  private let names: [String]
  private var figures: [Figures]

  init(_ names: [String]) {
    self.names = names
    figures = [Figures](repeating: Figures(), count: names.count)
  }

  mutating func add(_ own: Figures, to source: Int) { figures[source] += own }

  private var present: [Int] { figures.indices.filter { figures[$0].records > 0 } }

  /// The sources that are listed, in the order of their names.
  private var listedSources: [Int] {
    let short = present.filter { names[$0].utf8.count <= Self.nameByteLimit }
    // By their UTF-8. Names in composed form stand as `<` would put them, and no time goes into
    // composing others, which is quadratic in the marks that follow a letter.
    let byName = short.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
    guard byName.count > Self.listLimit else { return byName }
    // Of sources with equally many records, those that come first by name.
    let byRecords = byName.enumerated().sorted {
      (figures[$1.element].records, $0.offset) < (figures[$0.element].records, $1.offset)
    }
    return byRecords.prefix(Self.listLimit).sorted { $0.offset < $1.offset }.map(\.element)
  }

  /// The figures of each listed source, by its name.
  var listed: JSONValue {
    .object(listedSources.map { .init(names[$0], .object(figures[$0].members)) })
  }

  /// How many sources are not listed, and their figures together; nil where all are listed.
  var others: JSONValue? {
    let rest = Set(present).subtracting(listedSources)
    guard !rest.isEmpty else { return nil }
    let sum = rest.reduce(into: Figures()) { $0 += figures[$1] }
    return .object([.init("sources", JSONValue(rest.count))] + sum.members)
  }
}

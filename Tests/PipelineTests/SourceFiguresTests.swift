import ByteIO
import Testing

@testable import Pipeline

/// The sources that a report lists, and those that it adds up.
@Suite struct SourceFiguresTests {
  private func figures(_ count: Int) -> SourceFigures.Figures {
    SourceFigures.Figures(records: count, tokens: 10 * count, trainedTokens: 3 * count)
  }

  private func object(_ count: Int) -> JSONValue {
    [
      "records": JSONValue(count), "tokens": JSONValue(10 * count),
      "trained_tokens": JSONValue(3 * count),
    ]
  }

  @Test func fewAreListedByName() {
    var sources = SourceFigures(["", "b", "a", "absent"])
    for (source, count) in [(1, 2), (2, 7), (0, 1), (1, 3)] {
      sources.add(figures(count), to: source)
    }
    #expect(sources.listed == ["": object(1), "a": object(7), "b": object(5)])
    #expect(sources.others == nil)
  }

  @Test func theRestAreAddedUp() {
    // Twice as many as are listed; those with one record come first by name.
    let limit = SourceFigures.listLimit
    let names = (0..<2 * limit).map { "source \(100_000 + $0)" }
    var sources = SourceFigures(names)
    for source in names.indices { sources.add(figures(source < limit + 3 ? 1 : 2), to: source) }
    let listed = sources.listed.members.map(\.key)
    #expect(listed == Array(names[0..<3] + names[(limit + 3)...]))
    #expect(
      sources.others
        == .object([.init("sources", JSONValue(limit))] + object(limit).members))
  }

  @Test func longNamesAreAddedUp() {
    let limit = SourceFigures.nameByteLimit
    let names = [
      String(repeating: "x", count: limit), String(repeating: "é", count: limit / 2 + 1),
    ]
    var sources = SourceFigures(names)
    for source in names.indices { sources.add(figures(source + 1), to: source) }
    #expect(sources.listed == [names[0]: object(1)] as JSONValue)
    #expect(sources.others == .object([.init("sources", JSONValue(1))] + object(2).members))
  }

  @Test func theLongestListFitsIntoWhatIsRead() {
    // Control characters take six bytes each in JSON.
    let names = (0..<SourceFigures.listLimit).map { source in
      String(repeating: "\u{1}", count: SourceFigures.nameByteLimit - 8) + "\(10_000_000 + source)"
    }
    var sources = SourceFigures(names)
    for source in names.indices { sources.add(figures(1 << 40), to: source) }
    #expect(JSONWriter.pages(sources.listed).utf8.count < 48 << 20)
  }
}

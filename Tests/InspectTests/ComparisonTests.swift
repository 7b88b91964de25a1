import ByteIO
import TestSupport
import Testing

@testable import Inspect

/// Two data sets, figure by figure.
@Suite struct ComparisonTests {
  private func lines(
    _ first: [StatisticsFigure], _ second: [StatisticsFigure]
  ) -> [String] {
    StatisticsComparison(first, second).sections.flatMap { section in
      section.lines.map { "\(section.title)/\($0.name)\($0.isChanged ? "*" : "")" }
    }
  }

  @Test func whatOnlyOneHasIsChanged() {
    let first = [
      StatisticsFigure("A", "x", .count(1)), StatisticsFigure("A", "y", .count(2)),
      StatisticsFigure("B", "x", .text("e\u{301}")),
    ]
    let second = [
      StatisticsFigure("A", "x", .count(1)), StatisticsFigure("A", "z", .count(2)),
      StatisticsFigure("B", "x", .text("\u{e9}")), StatisticsFigure("C", "x", .count(0)),
    ]
    #expect(lines(first, second) == ["A/x", "A/y*", "A/z*", "B/x*", "C/x*"])
    #expect(lines(first, first) == ["A/x", "A/y", "B/x"])
  }

  @Test func aDataSetIsEqualToItself() throws {
    let document = try StatisticsDocument(directory: EditedDataSet.golden)
    let comparison = try StatisticsComparison(document, document)
    let lines = comparison.sections.flatMap(\.lines)
    #expect(lines.count > 40)
    #expect(lines.count { $0.isChanged } == 0)
  }

  /// Names are told by their bytes, and a name of one section is none of another.
  @Test func anEditedReportDiffersInWhatWasEdited() throws {
    let golden = try StatisticsDocument(directory: EditedDataSet.golden)
    let set = try EditedDataSet()
    let report = try FileSystem.bytes(of: EditedDataSet.golden + "/report.json")
    let text = String(decoding: report, as: UTF8.self)
    #expect(text.contains(#""rows": 123"#))
    try set.put(text.replacing(#""rows": 123"#, with: #""rows": 124"#), as: "report.json")
    let edited = try StatisticsDocument(directory: set.path)
    let changed = try StatisticsComparison(golden, edited).sections.flatMap { section in
      section.lines.filter(\.isChanged).map { section.title + "/" + $0.name }
    }
    #expect(changed == ["Rows/rows"])
  }
}

import ArgumentParser
import ByteIO
import Inspect
import TestSupport
import Testing

@testable import PrepCommands

/// What `prep stats` draws and counts for a person.
@Suite struct StatisticsTextTests {
  @Test(arguments: [
    (0, 0, "        "), (8, 0, "████████"), (4, 0, "████    "), (1, 0, "█       "),
    (0, 8, "░░░░░░░░"), (4, 4, "████░░░░"), (7, 1, "███████░"), (8, 1, "███████░"),
  ])
  func barsAreInProportion(solid: Int, shaded: Int, bar: String) {
    #expect(BarChart.bar(solid, shaded: shaded, of: 8, columnCount: 8) == bar)
  }

  @Test func barsShowTheLeastCount() {
    #expect(BarChart.bar(1, of: 1 << 50, columnCount: 4) == "▏   ")
    #expect(BarChart.bar(0, shaded: 1, of: 1 << 50, columnCount: 4) == "░   ")
    #expect(BarChart.bar(5, of: 16, columnCount: 4) == "█▎  ")
    #expect(BarChart.bar(1, of: 0, columnCount: 4) == "    ")
  }

  /// The golden data set has 111 rows to train on.
  @Test(arguments: [
    (["--batch-size", "1"], [111, 111, 0, 0, 0]),
    (["--batch-size", "2", "--gradient-accumulation", "4"], [56, 14, 1, 0, 0]),
    (["--batch-size", "10", "--world-size", "2", "--tail", "drop"], [5, 5, 0, 11, 0]),
    (["--batch-size", "112", "--tail", "drop"], [0, 0, 0, 111, 0]),
    (["--batch-size", "100", "--tail", "wrap"], [2, 2, 0, 0, 89]),
    (
      ["--batch-size", "5", "--split", "validation", "--gradient-accumulation", "2"],
      [3, 2, 3, 0, 0]
    ),
  ])
  func stepsOfAnEpoch(arguments: [String], expected: [Int]) throws {
    let document = try StatisticsDocument(directory: Fixtures.path("shards/golden"))
    let figures = try #require(
      try EpochFigures(document, try EpochArguments.parse(arguments)))
    #expect(
      [
        figures.batchCount, figures.optimizerStepCount, figures.paddedRowCount,
        figures.droppedRowCount, figures.repeatedRowCount,
      ] == expected)
    #expect(figures.text.contains("optimizer steps"))
  }

  @Test func anEpochNeedsABatchSizeAndASplit() throws {
    let document = try StatisticsDocument(directory: Fixtures.path("shards/golden"))
    #expect(try EpochFigures(document, try EpochArguments.parse([])) == nil)
    #expect(throws: (any Error).self) { try EpochArguments.parse(["--world-size", "2"]) }
    #expect(throws: (any Error).self) { try EpochArguments.parse(["--batch-size", "0"]) }
    let arguments = try EpochArguments.parse(["--batch-size", "1", "--split", "test"])
    #expect(throws: Fault.usage("--split: the data set has no split 'test'")) {
      try EpochFigures(document, arguments)
    }
  }

  /// 80 columns, whatever the names are.
  @Test func aComparisonFitsAScreen() throws {
    let long = String(repeating: "名", count: 200)
    let first = try StatisticsDocument(directory: Fixtures.path("shards/golden"))
    let text = ComparisonRendering.text(
      try StatisticsComparison(first, first), ("a", long), style: Style(isOn: false)
    ).characters
    #expect(text.contains("0 of "))
    #expect(!text.contains("\n* "))
    for line in text.split(separator: "\n").dropFirst(2) { #expect(line.count <= 80, "\(line)") }
  }
}

import ByteIO
import Inspect
import TestSupport
import Testing

/// The figures of a report, and the bounds on what a stranger's may say.
@Suite struct StatisticsTests {
  private static func text(_ members: String) -> String { "{" + members + "}" }

  /// The statistics of a data set whose report is this.
  private func document(_ report: String) throws -> StatisticsDocument {
    let set = try EditedDataSet()
    try set.put(report, as: "report.json")
    return try StatisticsDocument(directory: set.path)
  }

  private func message(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Fault)?.description
    }
  }

  @Test func goldenReportHasItsFigures() throws {
    let document = try StatisticsDocument(directory: EditedDataSet.golden)
    #expect(try document.integer("records_in") == 21)
    #expect(try document.rejectedCount() == 4)
    #expect(try document.splits(first: 9).shown.map(\.rows) == [111, 12])
    #expect(try document.splits(first: 1).shown.map(\.name) == ["train"])
    let sources = try document.sources()
    #expect(sources.map(\.records) == sources.map(\.records).sorted(by: >))
    #expect(try document.languagePairs().isEmpty)
    #expect(document.logFault == nil)
  }

  @Test(arguments: ["-1", "1.5", "\"1\"", "1125899906842625", "1e300", "[]"])
  func aCountHasBounds(text: String) throws {
    let document = try document(#"{"rows":\#(text),"records_kept":1125899906842624}"#)
    #expect(
      message { _ = try document.integer("rows") }?.hasPrefix("report.json: rows is not") == true)
    #expect(try document.integer("records_kept") == 1 << 50)
    #expect(message { _ = try document.integer("none") } == "report.json: none is missing")
  }

  @Test func aSumOfCountsHasTheSameBound() throws {
    let most = 1 << 50
    let document = try document(#"{"records_rejected":{"a":\#(most),"b":1}}"#)
    let found = message { _ = try document.rejectedCount() }
    #expect(found?.contains("expected counts of at most \(most) in all, found more") == true)
  }

  /// Names are told by their bytes: canonical equivalence would make one of these two.
  @Test func formsAreToldByTheirBytes() throws {
    let document = try document(
      #"{"forms":{"\u00e9":1},"rejected_forms":{"e\u0301":2,"\u00e9":4}}"#)
    let forms = try document.forms()
    #expect(forms.map(\.kept) == [1, 0])
    #expect(forms.map(\.rejected) == [4, 2])
  }

  @Test func earlierVersionsHaveLess() throws {
    let document = try document(#"{"forms":{"a":1,"b":3}}"#)
    #expect(try document.funnel().isEmpty)
    #expect(document.qualityRules().isEmpty)
    #expect(try document.forms().map(\.name) == ["b", "a"])
    #expect(try document.forms().allSatisfy { $0.rejected == nil })
    #expect(try document.unlistedSourceCount() == nil)
  }

  @Test(arguments: [
    (#"[{"from":4,"to":5,"kept":1,"too_long":-1}]"#, "too_long is not"),
    (#"[{"from":6,"to":5,"kept":1,"too_long":0}]"#, "expected a range of lengths, found 6 to 5"),
    (#"[{"from":4,"to":5}]"#, "kept is missing"), (#"{"from":4}"#, "is not an array"),
  ])
  func aHistogramHasBounds(histogram: String, fault: String) throws {
    let document = try document(#"{"length_histogram":\#(histogram)}"#)
    let found = message { _ = try document.lengthHistogram() }
    #expect(found?.contains(fault) == true, "\(found ?? "no fault")")
  }

  @Test func aHistogramHasSoManyBinsThatTheyCanBeAddedUp() throws {
    let bin = #"{"from":1,"to":1,"kept":1125899906842624,"too_long":0}"#
    let most = try document(
      #"{"length_histogram":[\#([String](repeating: bin, count: 128).joined(separator: ","))]}"#)
    #expect(try most.lengthHistogram().reduce(0) { $0 + $1.kept } == 128 << 50)
    let more = try document(
      #"{"length_histogram":[\#([String](repeating: bin, count: 129).joined(separator: ","))]}"#)
    let found = message { _ = try more.lengthHistogram() }
    #expect(found?.contains("expected at most 128 elements, found 129") == true)
  }

  @Test func aReportThatIsNotTheManifestsIsRefused() throws {
    let set = try EditedDataSet()
    try set.directory.write("{}", to: "set/report.json")
    let found = message { _ = try StatisticsDocument(directory: set.path) }
    #expect(found?.contains("are not those the manifest was written for") == true)
  }

  @Test(arguments: [("[1]", "document is not an object"), ("{", "not valid JSON")])
  func aRunLogThatCannotBeReadIsAFault(text: String, fault: String) throws {
    let set = try EditedDataSet()
    try set.directory.write(text, to: "set/run-log.json")
    let document = try StatisticsDocument(directory: set.path)
    #expect(document.logFault?.contains(fault) == true, "\(document.logFault ?? "")")
    #expect(try document.logged("seconds") == nil)
  }

  @Test(arguments: ["-1", "1e300", "\"1\""])
  func aFigureOfTheRunLogHasBounds(text: String) throws {
    let set = try EditedDataSet()
    try set.directory.write(#"{"seconds":\#(text)}"#, to: "set/run-log.json")
    let document = try StatisticsDocument(directory: set.path)
    #expect(
      message { _ = try document.logged("seconds") }?.hasPrefix("run-log.json: seconds") == true)
  }

  @Test func whatIsNoDataSetIsSaidToBeNone() throws {
    let directory = try TemporaryDirectory()
    let none = message { _ = try DataSetDirectory(directory.path).manifest() }
    #expect(none == "\(directory.path): no data set here (there is no manifest.json)")
    try directory.write("{}", to: "work/build.json")
    let half = message { _ = try DataSetDirectory(directory.path).manifest() }
    #expect(half?.contains("its build did not finish") == true)
  }
}

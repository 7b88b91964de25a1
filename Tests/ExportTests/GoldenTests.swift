import ByteIO
import TestSupport
import Testing

@testable import Export

/// Every format there is gives the bytes in `fixtures/exports`: a format without a golden result
/// fails here.
///
/// `EndToEndTests/ExportTests` puts some of the same files together from the formats' descriptions.
@Suite struct GoldenTests {
  /// A format, and whether records are asked for.
  struct Case: CustomTestStringConvertible {
    var format: ExportFormat
    var unpacked: Bool
    var golden: String {
      Fixtures.path("exports/\(format.name)/\(unpacked ? "records" : "rows")")
    }
    var testDescription: String { format.name + (unpacked ? " records" : " rows") }
  }

  static let cases = ExportFormats.all.flatMap { format -> [Case] in
    switch format.contents {
    case .rows: [Case(format: format, unpacked: false)]
    case .records: [Case(format: format, unpacked: true)]
    case .rowsOrRecords: [false, true].map { Case(format: format, unpacked: $0) }
    }
  }

  @Test(arguments: cases) func exportIsTheGoldenResult(_ trial: Case) throws {
    let golden = try TrialExport.files(below: trial.golden)
    try #require(!golden.isEmpty, "there is nothing at \(trial.golden)")
    let export = try TrialExport()
    try export.run(trial.format, unpacked: trial.unpacked, to: export.path)
    let found = try TrialExport.files(below: export.path)
    #expect(found.keys.sorted() == golden.keys.sorted())
    for (name, bytes) in golden { #expect(found[name] == bytes, "\(name)") }
    #expect(try export.names() == ["export"])
  }

  @Test(arguments: cases.filter(\.format.isFile))
  func standardOutputIsTheSameAsAFile(_ trial: Case) throws {
    let golden = try FileSystem.bytes(of: trial.golden)
    let export = try TrialExport()
    for output in [nil, "-"] {
      #expect(try export.run(trial.format, unpacked: trial.unpacked, to: output) == golden)
    }
  }

  /// A killed export is tidied up by its files' names: the format must state them all.
  @Test(arguments: cases.filter { !$0.format.isFile })
  func everyFileIsOneThatTheFormatStates(_ trial: Case) throws {
    for name in try TrialExport.files(below: trial.golden).keys {
      #expect(ExportFormats.isFileOfDirectory(FilePlace(name).lastName), "\(name)")
    }
  }
}

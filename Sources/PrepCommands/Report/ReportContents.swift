import ByteIO
import Inspect
import Shards
import Tokenizer

/// What a page is made of.
struct ReportContents {
  /// How much is shown, and by which chance.
  struct Sampling {
    /// Rows, records, and rejected records of each reason.
    var count: Int
    var seed: UInt64
  }

  /// The directory as the user names it.
  let directory: String
  let document: StatisticsDocument
  let sampling: Sampling
  let rows: [RowContents]
  let records: [SampledRecord]
  let rejected: RejectedSample
  let vocabulary: Vocabulary
  /// The data set that this one is compared with, and its directory; nil for none.
  let other: (directory: String, document: StatisticsDocument)?

  /// Reads all that the page shows of the data set in `directory`.
  init(
    directory: String, comparedWith other: String?, sampling: Sampling, vocabulary: Vocabulary
  ) throws(Fault) {
    self.directory = directory
    self.sampling = sampling
    self.vocabulary = vocabulary
    document = try StatisticsDocument(directory: directory)
    var otherDocument: StatisticsDocument?
    if let other { otherDocument = try StatisticsDocument(directory: other) }
    self.other = other.flatMap { path in otherDocument.map { (path, $0) } }
    let place = DataSetDirectory(directory)
    var dataSet = try DataSetRows(place)
    rows = try dataSet.sampledRows(sampling.count, seed: sampling.seed)
    records = try dataSet.sampledRecords(sampling.count, seed: sampling.seed)
    rejected = try RejectedSample(
      place, counts: try document.counts("records_rejected"), limit: sampling.count,
      seed: sampling.seed)
  }

  /// The last part of the directory's path, which names the data set.
  var name: String { Self.name(of: directory) }

  static func name(of directory: String) -> String {
    let path = FileSystem.realPath(directory) ?? directory
    return FilePlace(path).lastName.isEmpty ? path : FilePlace(path).lastName
  }

  /// What of the tokens is for what.
  func marked(
    _ tokens: ArraySlice<UInt32>, trained: [Range<Int>]
  ) throws(Fault) -> MarkedText {
    let template = document.manifest.template
    return try MarkedText(
      vocabulary, tokens, trained: trained, template: ChatTemplate(rawValue: template.name),
      date: template.date)
  }
}

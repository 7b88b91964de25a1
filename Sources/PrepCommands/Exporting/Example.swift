/// What an export writes one after the other: a row of a data set, or a record before packing.
struct Example {
  /// The number of its split in the manifest.
  var split = 0
  var splitName = ""
  /// Ids, padding included.
  var tokens: [UInt32] = []
  /// As many as `tokens`: the token where it is trained, -100 everywhere else.
  var labels: [Int32] = []
  /// Tokens of each segment, padding left out; a record has one.
  var segmentLengths: [Int] = []
  /// Where a record came from; empty and 0 for a row.
  var file = ""
  var line: UInt64 = 0
  /// Which part of a record that was split, from 1, and of how many; nil for a whole one.
  var part: (number: Int, count: Int)?

  /// Tokens without padding.
  var contentTokenCount: Int { segmentLengths.reduce(0, +) }
}

/// Hands the examples of a data set to a writer, and ends where a signal asks for it.
protocol ExampleSource {
  func write(to writer: any ExampleWriter) throws
}

/// Writes examples in one format.
protocol ExampleWriter: AnyObject {
  func write(_ example: borrowing Example) throws
  /// Writes what comes last and makes sure that all is written.
  func finish() throws
}

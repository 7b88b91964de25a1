package import ByteIO

/// What an export writes one after the other: a row of a data set, or a record before packing.
package struct Example {
  /// The number of its split in the manifest.
  package var split = 0
  package var splitName = ""
  /// Ids, padding included.
  package var tokens: [UInt32] = []
  /// As many as `tokens`: the token where it is trained, -100 everywhere else.
  package var labels: [Int32] = []
  /// Tokens of each segment, padding left out; a record has one.
  package var segmentLengths: [Int] = []
  /// Where a record came from; empty and 0 for a row.
  package var file = ""
  package var line: UInt64 = 0
  /// Which part of a record that was split, from 1, and of how many; nil for a whole one.
  package var part: (number: Int, count: Int)?

  package init() {}

  /// Tokens without padding.
  package var contentTokenCount: Int { segmentLengths.reduce(0, +) }
}

/// Hands the examples of a data set to a writer, and ends where that is asked for.
protocol ExampleSource {
  func write(to writer: any ExampleWriter) throws(Fault)
}

/// Writes examples in one format.
package protocol ExampleWriter: AnyObject {
  func write(_ example: borrowing Example) throws(Fault)
  /// Writes what comes last and makes sure that all is written.
  func finish() throws(Fault)
}

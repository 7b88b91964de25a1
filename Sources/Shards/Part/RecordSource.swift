package import ByteIO

/// Where an assembler gets the records that a plan names, by their numbers.
package protocol RecordSource: Sendable {
  /// Records of the plan; numbers are below it.
  var recordCount: Int { get }
  /// The tokens of record `record`.
  func tokenCount(ofRecord record: Int) -> Int
  /// Where record `record` stands in the input.
  func place(ofRecord record: Int) -> PartSet.Place
  /// Reads the tokens and spans of record `record`; threads may read at once.
  func readTokens(
    ofRecord record: Int, into tokens: inout RecordTokens
  ) throws(Fault)
}

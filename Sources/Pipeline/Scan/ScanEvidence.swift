package import Records

/// A record that would be rejected, with where it is and what it says.
package struct ScanEvidence: Sendable, Equatable {
  package var verdict: Verdict
  package var form: RecordForm?
  /// The input that holds it.
  package var file: Int
  /// Where it begins in the decompressed input.
  package var byteOffset: UInt64
  /// Its line in the file, from 1; nil where the lines before it were not all read.
  package var line: UInt64?
  /// Its first bytes.
  package var raw: [UInt8]

  /// Bytes that are held of a record.
  static let rawByteLimit = 4096
  /// Records that are held for each reason.
  static let countLimit = 3

  package static func == (left: Self, right: Self) -> Bool {
    left.verdict == right.verdict && left.form == right.form && left.file == right.file
      && left.byteOffset == right.byteOffset && left.line == right.line && left.raw == right.raw
  }
}

import ByteIO

/// The text a command works on: a file, or standard input.
enum TextInput {
  /// All bytes of `path`, or of standard input where it is nil or `-`.
  static func read(_ path: String?) throws -> [UInt8] {
    try CommandError.wrap {
      var buffer = ByteBuffer()
      if let path, path != "-" {
        let file = try File.open(path)
        while try file.readSome(1 << 20, into: &buffer) > 0 {}
      } else {
        let file = try File.standardInput()
        while try file.readSome(1 << 20, into: &buffer) > 0 {}
      }
      // SAFETY: the bytes are copied within the call.
      return buffer.withUnsafeBytes { Array($0) }
    }
  }

  /// The lines of `bytes`, without their ends; a last line without an end counts.
  static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The JSON value on line `number` (from 1) of `path`.
  static func json(_ line: ArraySlice<UInt8>, number: Int, path: String?) throws -> JSONReader {
    try json(Array(line).span, at: "\(path ?? "standard input"):\(number)")
  }

  /// The JSON value on a line that stands at `place`.
  static func json(_ line: Span<UInt8>, at place: @autoclosure () -> String) throws -> JSONReader {
    do {
      return try JSONReader(parsing: line)
    } catch {
      throw CommandError("\(place()): \(error)", status: .failure)
    }
  }
}

import ByteIO

/// The text a command works on: a file, or standard input.
enum TextInput {
  /// All bytes of `path`, or of standard input where it is nil or `-`.
  ///
  /// - Parameter limit: How many there may be; more are an error.
  static func read(_ path: String?, limit: Int = .max) throws -> [UInt8] {
    var buffer = ByteBuffer()
    let isFile = path != nil && path != "-"
    let file = try isFile ? File.open(path ?? "") : File.standardInput()
    while try file.readSome(1 << 20, into: &buffer) > 0 {
      guard buffer.count <= limit else {
        throw Fault.file(
          "read", path ?? "standard input", detail: "expected at most \(limit) bytes, found more")
      }
    }
    // SAFETY: the bytes are copied within the call.
    return buffer.withUnsafeBytes { Array($0) }
  }

  /// The lines of `bytes`, without their ends; a last line without an end counts.
  static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The JSON value on line `number` (from 1) of `path`.
  static func json(_ line: ArraySlice<UInt8>, number: Int, path: String?) throws -> JSONReader {
    do {
      return try JSONReader(parsing: Array(line).span)
    } catch {
      throw error.fault(in: "\(path ?? "standard input"):\(number)")
    }
  }
}

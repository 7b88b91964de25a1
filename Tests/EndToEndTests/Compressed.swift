import ByteIO
import Foundation

/// Compressed copies of bytes, and where the tokenizer lies.
enum Compressed {
  /// `bytes` as one zstd frame.
  static func zstd(_ bytes: [UInt8]) throws -> [UInt8] {
    var compressor = ZstdCompressor(level: 3)
    var output = ByteBuffer()
    _ = try compressor.compress(bytes.span, into: &output)
    return output.withUnsafeBytes { Array($0) }
  }

  /// `bytes` as gzip makes them.
  static func gzip(_ path: String) throws -> [UInt8] {
    try Prep.run("/bin/gzip", ["-c", path]).output
  }

  /// The tokenizer that set-up fetched.
  static var tokenizerPath: String {
    let environment = ProcessInfo.processInfo.environment
    let cache =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? (environment["HOME"] ?? "") + "/.cache"
    return cache + "/prep/tokenizer.model"
  }
}

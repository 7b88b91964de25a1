import ArgumentParser
import ByteIO
import Pipeline

/// What `build` and `repack` check alike before any work starts.
enum LayoutArguments {
  /// - Throws: `ValidationError` naming the first value that is out of range; nil is in range.
  static func check(
    sequenceLength: Int?, rowsPerShard: Int?, level: Int?, threads: Int?
  ) throws {
    try check("sequence-length", sequenceLength, Build.sequenceLengths)
    try check("rows-per-shard", rowsPerShard, 1...1_000_000)
    try check("level", level, ZstdCompressor.levels)
    try check("threads", threads, 1...1024)
  }

  private static func check(_ name: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    throw ValidationError(
      "--\(name) expects \(range.lowerBound) to \(range.upperBound), found \(value)")
  }
}

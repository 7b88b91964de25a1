import ByteIO
import Ingest

/// Which units of an input a scan looks at: one of each run of `stride` units, by chance.
///
/// So no stretch of the input is left out that is longer than two runs. A function of the seed and the
/// units' numbers alone, whatever the threads do.
package struct ScanSample: Sendable, Equatable {
  package let stride: Int
  let seed: UInt64

  /// - Parameter byteCount: What is to be looked at, about; nil for all.
  init(of inputs: [InputFile], byteCount: Int?, seed: UInt64) {
    self.seed = seed
    guard let byteCount else {
      stride = 1
      return
    }
    let units = max(1, byteCount / ScanOptions.unitByteCount)
    let all = Self.expectedByteCount(of: inputs) / ScanOptions.unitByteCount
    stride = max(1, (all + units - 1) / units)
  }

  init(stride: Int, seed: UInt64) {
    self.stride = stride
    self.seed = seed
  }

  func holds(unit number: Int) -> Bool {
    guard stride > 1 else { return true }
    var generator = SplitMix64(
      state: seed &+ UInt64(number / stride) &* 0x9E37_79B9_7F4A_7C15)
    return Int.random(in: 0..<stride, using: &generator) == number % stride
  }

  /// How many decompressed bytes there are to read, about; nothing is known of a pipe.
  private static func expectedByteCount(of inputs: [InputFile]) -> Int {
    inputs.reduce(0) { sum, input in
      let byteCount = Int(min(input.byteCount ?? 0, 1 << 50))
      // JSON Lines are compressed to a fourth, about; more files than these are not looked at each.
      let isCompressed = inputs.count <= 1000 && (InputCompression.peek(input) ?? .plain) != .plain
      return sum + (isCompressed ? 4 : 1) * byteCount
    }
  }
}

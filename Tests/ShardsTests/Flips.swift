import ByteIO
import TestSupport
import Testing

@testable import Shards

/// Every change of one bit, and every shorter file.
enum Flips {
  /// Calls `read` with each changed file; returns the changes that it did not refuse.
  ///
  /// Collected, and not expected one by one: there are thousands.
  static func notRefused(
    _ original: [UInt8], in directory: TemporaryDirectory, as name: String,
    bits: (_ index: Int) -> Range<Int> = { _ in 0..<8 }, _ read: (_ path: String) throws -> Void
  ) throws -> [String] {
    var missed: [String] = []
    func isRefused(_ bytes: some Sequence<UInt8>) throws -> Bool {
      let path = try directory.write(bytes, to: name)
      do {
        try read(path)
        return false
      } catch is Fault {
        return true
      }
    }
    var changed = original
    for index in original.indices {
      for bit in bits(index) {
        changed[index] ^= 1 << UInt8(bit)
        if try !isRefused(changed) { missed.append("bit \(bit) of byte \(index)") }
        changed[index] ^= 1 << UInt8(bit)
      }
    }
    for count in original.indices where try !isRefused(original[..<count]) {
      missed.append("\(count) bytes")
    }
    if try !isRefused(original + [0]) { missed.append("a byte more") }
    return missed
  }
}

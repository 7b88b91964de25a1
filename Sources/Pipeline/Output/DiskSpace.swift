import ByteIO
import Ingest

/// Whether a build can fit on the disk it writes to, as far as that can be told beforehand.
enum DiskSpace {
  /// What a build of so many input bytes writes before its parts go.
  ///
  /// For 100 bytes of instruction data some 52 of parts, 25 of shards, and 4 of the rest: measured,
  /// docs/PERFORMANCE.md.
  static func estimate(inputByteCount: UInt64) -> UInt64 { inputByteCount / 10 * 8 }

  /// Refuses a build that plainly cannot fit: one for which there is not half of the estimate.
  ///
  /// A compressed input counts with the bytes it has on the disk, and a pipe with none, so such a
  /// build may still run out of space; it can go on once there is more.
  static func check(
    _ inputs: [InputFile], in output: String
  ) throws(Fault) {
    let byteCount = inputs.reduce(0) { $0 + ($1.byteCount ?? 0) }
    let needed = estimate(inputByteCount: byteCount)
    let free = try FileSystem.freeByteCount(at: output)
    guard free >= needed / 2 else {
      throw .noSpace(output, neededByteCount: needed, freeByteCount: free)
    }
  }
}

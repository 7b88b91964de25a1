import CZstd

/// Compresses single zstd frames (RFC 8878) with content size, one context for one thread.
///
/// The same bytes at the same level give the same frame for one version of libzstd: the context
/// is single-threaded and is reset for each frame.
@safe package struct ZstdCompressor: ~Copyable, @unchecked Sendable {
  private let context: OpaquePointer
  private let level: CInt

  /// Levels that `--level` may ask for.
  package static let levels = 1...19
  /// The version of libzstd that is linked: `1.5.4`.
  // SAFETY: ZSTD_versionString returns a terminated constant.
  package static var libraryVersion: String { unsafe String(cString: ZSTD_versionString()) }

  package init(level: Int) {
    guard let context = unsafe ZSTD_createCCtx() else { fatalError("out of memory") }
    unsafe self.context = context
    self.level = CInt(level)
  }

  deinit {
    unsafe ZSTD_freeCCtx(context)
  }

  /// Appends the frame that holds `bytes` to `output`; returns the frame's length in bytes.
  package mutating func compress(
    _ bytes: Span<UInt8>, into output: inout ByteBuffer
  ) throws(ZstdError) -> Int {
    let before = output.count
    try unsafe output.append(upTo: ZSTD_compressBound(bytes.count)) { (room) throws(ZstdError) in
      // SAFETY: both pointers stand with their own counts.
      let count = unsafe bytes.withUnsafeBufferPointer { source in
        unsafe ZSTD_compressCCtx(
          context, room.baseAddress, room.count, source.baseAddress, source.count, level)
      }
      if let error = ZstdError(returned: count) { throw error }
      return count
    }
    return output.count - before
  }
}

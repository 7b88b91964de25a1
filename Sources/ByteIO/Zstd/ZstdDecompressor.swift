import CZstd

/// Decompresses single zstd frames of known size.
@safe package struct ZstdDecompressor: ~Copyable, @unchecked Sendable {
  private let context: OpaquePointer

  package init() {
    guard let context = unsafe ZSTD_createDCtx() else { fatalError("out of memory") }
    unsafe self.context = context
  }

  deinit {
    unsafe ZSTD_freeDCtx(context)
  }

  /// Replaces what `output` holds by the content of `frame`, which must be `byteCount` bytes.
  ///
  /// `frame` is one whole frame with nothing before or after it, and states its content's length.
  ///
  /// Never writes more than `byteCount` bytes, whatever the frame claims: a caller that bounds
  /// the count bounds the memory.
  package mutating func decompress(
    _ frame: Span<UInt8>, byteCount: Int, into output: inout ByteBuffer
  ) throws(ZstdError) {
    output.removeAll()
    // SAFETY: pointer and count come from one span.
    let (frameByteCount, contentByteCount) = unsafe frame.withUnsafeBufferPointer {
      unsafe (
        ZSTD_findFrameCompressedSize($0.baseAddress, $0.count),
        ZSTD_getFrameContentSize($0.baseAddress, $0.count)
      )
    }
    if let error = ZstdError(returned: frameByteCount) { throw error }
    guard frameByteCount == frame.count else {
      throw ZstdError("the frame ends at byte \(frameByteCount) of \(frame.count)")
    }
    guard contentByteCount == UInt64(byteCount) else {
      throw ZstdError("the frame does not state that it holds \(byteCount) bytes")
    }
    try unsafe output.append(upTo: byteCount) { (room) throws(ZstdError) in
      // SAFETY: both pointers stand with their own counts.
      let count = unsafe frame.withUnsafeBufferPointer { source in
        unsafe ZSTD_decompressDCtx(
          context, room.baseAddress, room.count, source.baseAddress, source.count)
      }
      if let error = ZstdError(returned: count) { throw error }
      return count
    }
    guard output.count == byteCount else {
      throw ZstdError("the frame holds \(output.count) bytes, expected \(byteCount)")
    }
  }
}

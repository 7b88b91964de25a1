import CZstd

/// Decompresses a stream of any number of zstd frames, piece by piece.
@safe package struct ZstdStream: ~Copyable, @unchecked Sendable {
  private let context: OpaquePointer
  /// Whether the bytes consumed so far end at the end of a frame.
  package private(set) var isBetweenFrames = true

  /// The memory that a frame may ask for where nothing else is said, as a power of two: 128 MiB, which is
  /// what zstd itself gives without --long.
  package static let defaultWindowLog = 27
  /// The most that it may ask for at all: 2 GiB.
  package static let greatestWindowLog = 31

  /// - Parameter windowLog: The memory that a frame may ask for, as a power of two.
  package init(windowLog: Int = defaultWindowLog) {
    guard let context = unsafe ZSTD_createDCtx() else { fatalError("out of memory") }
    unsafe self.context = context
    let limit = CInt(clamping: min(max(windowLog, 10), Self.greatestWindowLog))
    let result = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, limit)
    precondition(ZSTD_isError(result) == 0, "zstd takes windows of 2^10 to 2^31 bytes")
  }

  deinit {
    unsafe ZSTD_freeDCtx(context)
  }

  /// Decompresses from `input` into `room`; returns how many bytes of each were used.
  ///
  /// Both may be used in part; nothing produced with all input consumed asks for more input.
  package mutating func decompress(
    _ input: Span<UInt8>, into room: UnsafeMutableRawBufferPointer
  ) throws(ZstdError) -> (consumedByteCount: Int, producedByteCount: Int) {
    var target = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
    // SAFETY: both buffers are described with their own counts and used only in this call.
    let (hint, consumed) = unsafe input.withUnsafeBufferPointer { pointer in
      var source = unsafe ZSTD_inBuffer(src: pointer.baseAddress, size: pointer.count, pos: 0)
      let hint = unsafe ZSTD_decompressStream(context, &target, &source)
      return (hint, unsafe source.pos)
    }
    if let error = ZstdError(returned: hint) { throw error }
    isBetweenFrames = hint == 0
    return (consumed, unsafe target.pos)
  }
}

import CZlib

/// Decompresses a stream of any number of gzip members, piece by piece.
///
/// Zero bytes after the last member are padding (tapes, block devices), as gzip(1) has it; other
/// bytes there are an error, where gzip(1) warns and exits with a failure.
struct GzipStream: ~Copyable, @unchecked Sendable {
  /// What is wrong with the data.
  struct Flaw: Error {
    var detail: String
  }

  private let stream: OpaquePointer
  /// Whether the bytes consumed so far end at the end of a member or of its padding.
  private(set) var isBetweenMembers = true
  private var memberCount = 0
  private var isPadding = false

  init() {
    guard let stream = cprep_gzip_create() else { fatalError("out of memory") }
    self.stream = stream
  }

  deinit {
    cprep_gzip_free(stream)
  }

  /// Decompresses from `input` into `room`; returns how many bytes of each were used.
  ///
  /// Both may be used in part; nothing produced with all input consumed asks for more input.
  mutating func decompress(
    _ input: Span<UInt8>, into room: UnsafeMutableRawBufferPointer
  ) throws(Flaw) -> (consumedByteCount: Int, producedByteCount: Int) {
    if isBetweenMembers {
      guard !input.isEmpty else { return (0, 0) }
      if isPadding || memberCount > 0 && input[0] == 0 { return (try skipPadding(input), 0) }
      // Told here, since zlib would take a single byte and wait for the next.
      guard memberCount == 0 || input[0] == 0x1F else {
        throw Flaw(detail: "other bytes follow the end of gzip member \(memberCount)")
      }
    }
    var consumed = 0
    var produced = 0
    // SAFETY: both buffers are described with their own counts and used only in this call.
    let status = input.withUnsafeBufferPointer {
      cprep_gzip_decompress(
        stream, $0.baseAddress, $0.count, &consumed, room.baseAddress, room.count, &produced)
    }
    switch status {
    case cprep_gzip_corrupt:
      // SAFETY: zlib's message is a terminated constant.
      throw Flaw(detail: String(cString: cprep_gzip_message(stream)))
    case cprep_gzip_out_of_memory:
      fatalError("out of memory")
    case cprep_gzip_member_end:
      isBetweenMembers = true
      memberCount += 1
    default:
      if consumed > 0 { isBetweenMembers = false }
    }
    return (consumed, produced)
  }

  private mutating func skipPadding(_ input: Span<UInt8>) throws(Flaw) -> Int {
    isPadding = true
    for index in input.indices where input[index] != 0 {
      throw Flaw(detail: "other bytes follow the zero padding after gzip member \(memberCount)")
    }
    return input.count
  }
}

package import ByteIO

/// Reads single records of one input whose places are known, in the order they stand, or the hash of
/// longer runs of bytes.
///
/// Of a plain regular file only their bytes are read; anything else is decompressed up to the last
/// of them, and no further.
package struct RecordFetcher: ~Copyable {
  private var source: InputSource
  private let path: String
  private let isSeekable: Bool
  private var scratch = ByteBuffer()

  /// How records lie in the input.
  package var format: InputFormat { source.format }

  /// Opens `input`.
  ///
  /// - Parameter byteCount: The decompressed length that the input had.
  /// - Throws: `Fault.changed` where a plain file has another length now.
  package init(_ input: InputFile, byteCount: UInt64) throws(Fault) {
    let source: InputSource
    do { source = try InputSource.open(input, fileNumber: 0) } catch { throw error.ofInput }
    let isSeekable = source.seekableByteCount != nil
    if isSeekable, let found = input.byteCount, found != byteCount {
      throw .changed(path: input.displayName, expectedByteCount: byteCount, foundByteCount: found)
    }
    self.source = source
    self.isSeekable = isSeekable
    path = input.displayName
  }

  /// Replaces what `record` holds by the `byteCount` bytes at `byteOffset` of the decompressed
  /// input; places ascend from call to call.
  ///
  /// - Throws: `Fault.changed` where the input ends before.
  package mutating func read(
    _ byteCount: Int, at byteOffset: UInt64, into record: inout ByteBuffer
  ) throws(Fault) {
    do {
      try readBytes(byteCount, at: byteOffset, into: &record)
    } catch {
      throw error.ofInput
    }
  }

  /// The hash of the `byteCount` bytes at `byteOffset` of the decompressed input, at that place;
  /// places ascend from call to call.
  ///
  /// - Throws: `Fault.changed` where the input ends before.
  package mutating func hash(
    _ byteCount: UInt64, at byteOffset: UInt64
  ) throws(Fault) -> PlacedHash {
    let (end, isTooFar) = byteOffset.addingReportingOverflow(byteCount)
    guard !isTooFar else { throw .changed(path: path, change: "it ends before byte \(UInt64.max)") }
    var hash = PlacedHash()
    var piece = ByteBuffer()
    var offset = byteOffset
    while offset < end {
      let count = Int(min(end - offset, UInt64(InputSource.chunkByteCount)))
      try read(count, at: offset, into: &piece)
      hash.add(piece.span, at: offset)
      offset += UInt64(count)
    }
    return hash
  }

  private mutating func readBytes(
    _ byteCount: Int, at byteOffset: UInt64, into record: inout ByteBuffer
  ) throws(Fault) {
    record.removeAll()
    var found: UInt64
    if isSeekable {
      found = byteOffset + UInt64(try source.read(byteCount, at: byteOffset, into: &record))
    } else {
      precondition(byteOffset >= source.offset, "records are read in the order they stand")
      while source.offset < byteOffset {
        scratch.removeAll()
        let step = Int(min(byteOffset - source.offset, UInt64(InputSource.chunkByteCount)))
        if try source.read(step, into: &scratch) == 0 { break }
      }
      while source.offset >= byteOffset, record.count < byteCount {
        // Memory grows with what the input has, not with what is asked for.
        let step = min(byteCount - record.count, InputSource.chunkByteCount)
        if try source.read(step, into: &record) == 0 { break }
      }
      found = source.offset
    }
    let end = byteOffset + UInt64(byteCount)
    guard found == end else {
      throw .changed(path: path, expectedByteCount: end, foundByteCount: found)
    }
  }
}

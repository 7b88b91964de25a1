package import ByteIO
package import Records

/// A run of whole records of the input: what one encode task works on.
///
/// A worker owns one and uses it again for unit after unit. `UnitReader.next` fills it in under
/// the reader's lock; `load` reads what can be read without the lock.
package struct InputUnit: ~Copyable, Sendable {
  /// Bytes of a plain file that `load` has still to read.
  struct PendingBytes: Sendable {
    var input: InputFile
    var fileByteOffset: UInt64
    /// Bytes to hold; those after them are only hashed.
    var heldByteCount: Int
    var unheldByteCount: UInt64
  }

  /// The unit's index in the order of the input, from 0.
  package internal(set) var number = 0
  /// The ranges of the inputs that the unit is made of; none of them is empty.
  package internal(set) var segments: [UnitSegment] = []
  /// All bytes of the unit, those that are not held among them.
  package internal(set) var byteCount: UInt64 = 0
  /// The unit's bytes: all of them, or, where the last record is too long to be held, its first.
  package internal(set) var bytes = ByteBuffer()
  /// How records lie in each segment.
  var formats: [InputFormat] = []
  /// What finds borders, as it was at the beginning of each segment.
  var startScans: [any BorderScan] = []
  /// The xxh3-128 of all the unit's bytes, held or not; set by `load`.
  package private(set) var hash = Hash128(of: [UInt8]().span)

  /// Tells a parser one unit from another, also across readers.
  private(set) var identity = Identity()
  /// What has seen the last segment to its end, where that is not all held.
  var unheldScan: (any BorderScan)?
  /// Whether the last segment is known to go to the end of its input.
  var endsInput = false
  /// What `load` has to read, in order, after the bytes that are held already.
  var pending: [PendingBytes] = []
  /// The state of the hash where bytes went by that are not held.
  private var streamedHash: StreamingHash?

  final class Identity: Sendable {}

  package init() {}

  /// Makes this an empty unit.
  mutating func begin(number: Int, expectedByteCount: Int) {
    self.number = number
    segments.removeAll(keepingCapacity: true)
    formats.removeAll(keepingCapacity: true)
    startScans.removeAll(keepingCapacity: true)
    byteCount = 0
    pending.removeAll(keepingCapacity: true)
    unheldScan = nil
    endsInput = false
    streamedHash = nil
    identity = Identity()
    // One long record shall not cost its memory for the rest of the run.
    if bytes.capacity > 2 * expectedByteCount + (1 << 22) { bytes = ByteBuffer() }
    bytes.removeAll()
  }

  /// Reads the bytes of a plain unit, which needs no lock; a streamed one has them.
  ///
  /// Sets `hash`.
  ///
  /// - Throws: `Fault.Kind.input` where a file is not as it was when it was listed.
  package mutating func load() throws(Fault) {
    do { try loadPending() } catch { throw error.ofInput }
    hash = streamedHash?.digest() ?? Hash128(of: bytes.span)
  }

  /// The first bytes of a record, at most `limit`, for a report.
  @_lifetime(borrow self)
  package func rawBytes(of origin: RecordOrigin, limit: Int) -> Span<UInt8> {
    let start = Int(min(origin.unitByteOffset, UInt64(bytes.count)))
    let rest = min(origin.byteCount, UInt64(bytes.count - start), UInt64(max(limit, 0)))
    return bytes.span.extracting(start..<(start + Int(rest)))
  }
}

extension InputUnit {
  /// Bytes that are held, or will be after `load`.
  var heldByteCount: Int { pending.reduce(bytes.count) { $0 + $1.heldByteCount } }

  /// Reads what is pending after the bytes that are held.
  mutating func loadPending() throws(Fault) {
    guard !pending.isEmpty else { return }
    bytes.reserve(heldByteCount)
    for piece in pending { try load(piece) }
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func load(_ piece: PendingBytes) throws(Fault) {
    // Opened anew: a unit may be made of more files than a process may hold open.
    let file = try File.openRegular(piece.input.path)
    var found = try UInt64(file.read(piece.heldByteCount, at: piece.fileByteOffset, into: &bytes))
    if piece.unheldByteCount > 0, found == UInt64(piece.heldByteCount) {
      var chunk = ByteBuffer(capacity: InputSource.chunkByteCount)
      let end = piece.fileByteOffset + found + piece.unheldByteCount
      var offset = piece.fileByteOffset + found
      while offset < end {
        chunk.removeAll()
        let wanted = Int(min(end - offset, UInt64(InputSource.chunkByteCount)))
        let count = try file.read(wanted, at: offset, into: &chunk)
        if count == 0 { break }
        hashUnheld(chunk.span)
        offset += UInt64(count)
      }
      found = offset - piece.fileByteOffset
    }
    // After the last byte is read: it was as it is now when the file was listed.
    try piece.input.checkUnchanged(file)
    guard found == UInt64(piece.heldByteCount) + piece.unheldByteCount else {
      throw .changed(
        path: piece.input.displayName,
        expectedByteCount: UInt64(piece.heldByteCount) + piece.unheldByteCount,
        foundByteCount: found)
    }
  }

  /// Takes bytes after the held ones into the hash.
  mutating func hashUnheld(_ unheld: Span<UInt8>) {
    if streamedHash == nil { streamedHash = Self.hash(begunWith: bytes.span) }
    streamedHash?.update(unheld)
  }

  private static func hash(begunWith held: Span<UInt8>) -> StreamingHash {
    var hash = StreamingHash()
    hash.update(held)
    return hash
  }
}

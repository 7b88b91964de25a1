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

  /// Which unit of the input it is.
  package internal(set) var number = UnitNumber(task: 0, index: 0)
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
  /// The hash of each segment's bytes, held or not, at their places in the file; set by `load`.
  package private(set) var segmentHashes: [PlacedHash] = []
  /// Stands for the unit's bytes and their places; set by `load`.
  package private(set) var hash = UnitHash.of([], [])

  /// Tells a parser one unit from another, also across readers.
  private(set) var identity = Identity()
  /// What has seen the last segment to its end, where that is not all held.
  var unheldScan: (any BorderScan)?
  /// Whether the last segment is known to go to the end of its input.
  var endsInput = false
  /// What `load` has to read, in order, after the bytes that are held already.
  var pending: [PendingBytes] = []
  /// The hash of the bytes that went by and are not held, which are the last segment's.
  private var unheldHash = PlacedHash()

  final class Identity: Sendable {}

  package init() {}

  /// Makes this an empty unit.
  mutating func begin(_ number: UnitNumber, expectedByteCount: Int) {
    self.number = number
    segments.removeAll(keepingCapacity: true)
    formats.removeAll(keepingCapacity: true)
    startScans.removeAll(keepingCapacity: true)
    byteCount = 0
    pending.removeAll(keepingCapacity: true)
    unheldScan = nil
    endsInput = false
    unheldHash = PlacedHash()
    identity = Identity()
    // One long record shall not cost its memory for the rest of the run.
    if bytes.capacity > 2 * expectedByteCount + (1 << 22) { bytes = ByteBuffer() }
    bytes.removeAll()
  }

  /// Reads the bytes of a plain unit, which needs no lock; a streamed one has them.
  ///
  /// Sets `segmentHashes` and `hash`.
  ///
  /// - Throws: `Fault.Kind.input` where a file is not as it was when it was listed.
  package mutating func load() throws(Fault) {
    do { try loadPending() } catch { throw error.ofInput }
    segmentHashes.removeAll(keepingCapacity: true)
    for segment in segments { segmentHashes.append(heldHash(of: segment)) }
    if let last = segmentHashes.indices.last { segmentHashes[last] += unheldHash }
    hash = UnitHash.of(segments, segmentHashes)
  }

  /// The hash of what is held of a segment.
  private func heldHash(of segment: UnitSegment) -> PlacedHash {
    let start = Int(segment.unitByteOffset)
    let end = Int(min(segment.unitByteOffset + segment.byteCount, UInt64(bytes.count)))
    var hash = PlacedHash()
    hash.add(bytes.span.extracting(start..<end), at: segment.fileByteOffset)
    return hash
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
        hashUnheld(chunk.span, at: offset)
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

  /// Takes bytes after the held ones, which stand at `offset` of their file, into the hash.
  mutating func hashUnheld(_ unheld: Span<UInt8>, at offset: UInt64) {
    unheldHash.add(unheld, at: offset)
  }

  /// Appends the segment that `source` gave bytes of, from `start` on, where it gave any.
  mutating func appendSegment(
    of source: borrowing InputSource, from start: UInt64, startScan: any BorderScan, endsInput: Bool
  ) {
    let count = source.offset - start
    guard count > 0 else { return }
    segments.append(
      UnitSegment(
        file: source.fileNumber, fileByteOffset: start, unitByteOffset: byteCount,
        byteCount: count))
    formats.append(source.format)
    startScans.append(startScan)
    // Of this segment alone: an input before or after it in the unit may end otherwise.
    self.endsInput = endsInput
    byteCount += count
  }
}

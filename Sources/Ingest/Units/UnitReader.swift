import ByteIO
import Records

/// Cuts the inputs into units.
///
/// The inputs are one stream of decompressed bytes, in which each file's end also ends a line. A
/// unit begins where the last one ended, and ends at the first line end at which it has at least
/// `unitByteCount` bytes, or at the end of its 16,384th file. In an input that is one JSON array, the comma after an element stands
/// for the line end. So borders depend on the bytes and the unit size alone, and not on how
/// the bytes are stored. Used by one thread at a time: callers hold a lock around `next`.
///
/// Of a plain regular file, `next` reads only some bytes around each border, and
/// `InputUnit.load` the rest; everything else is decompressed in order, within `next`.
package struct UnitReader: ~Copyable, Sendable {
  /// What is held beyond the longest line: a byte order mark, and a line end or an array's signs.
  static let spareByteCount = 8
  /// Files that a unit is made of at most: a receipt names each, and is read into memory whole.
  static let maximumSegmentCount = 1 << 14

  private let inputs: [InputFile]
  private let unitByteCount: Int
  private let maximumHeldByteCount: Int
  private var nextInput = 0
  private var nextUnit = 0
  private var source: InputSource?
  private var scratch = ByteBuffer()
  private var failure: IngestError?

  /// How each input opened so far is compressed, by its number.
  package private(set) var compressions: [InputCompression?]
  /// The decompressed bytes of each input that have been given to units so far; the whole length
  /// once `next` has returned false.
  package private(set) var decompressedByteCounts: [UInt64]

  /// Prepares to read `inputs`, which `InputCatalog.list` made.
  ///
  /// A unit holds at most `unitByteCount + maximumLineByteCount + spareByteCount` bytes.
  /// - Precondition: `unitByteCount` is 1 to 2^31 and `maximumLineByteCount` 1 to 2^31.
  package init(_ inputs: [InputFile], unitByteCount: Int, maximumLineByteCount: Int) {
    precondition((1...(1 << 31)).contains(unitByteCount))
    precondition((1...ReadingOptions.largestMaximumLineByteCount).contains(maximumLineByteCount))
    self.inputs = inputs
    self.unitByteCount = unitByteCount
    maximumHeldByteCount = unitByteCount + maximumLineByteCount + Self.spareByteCount
    compressions = Array(repeating: nil, count: inputs.count)
    decompressedByteCounts = Array(repeating: 0, count: inputs.count)
  }

  /// Prepares the next unit; false at the end of all inputs.
  ///
  /// - Throws: What went wrong, and the same again at every later call: no unit is skipped.
  package mutating func next(_ unit: inout InputUnit) throws(IngestError) -> Bool {
    if let failure { throw failure }
    do throws(IngestError) {
      return try fill(&unit)
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func fill(_ unit: inout InputUnit) throws(IngestError) -> Bool {
    unit.begin(number: nextUnit, expectedByteCount: unitByteCount)
    while unit.byteCount < UInt64(unitByteCount),
      unit.segments.count < Self.maximumSegmentCount
    {
      guard var source = try takeSource() else { break }
      let fileNumber = Int(source.fileNumber)
      let start = source.offset
      let isFinished =
        if source.seekableByteCount != nil {
          try extend(&unit, atOffsetsOf: &source)
        } else {
          try extend(&unit, inOrderFrom: &source)
        }
      let count = source.offset - start
      if count > 0 {
        unit.segments.append(
          UnitSegment(
            file: UInt32(fileNumber), fileByteOffset: start, unitByteOffset: unit.byteCount,
            byteCount: count))
        unit.areElements.append(source.array != nil)
        // Of this segment alone: an input before or after it in the unit may end otherwise.
        unit.endsArray = isFinished && source.array != nil
        unit.byteCount += count
      }
      decompressedByteCounts[fileNumber] = source.offset
      if isFinished {
        try source.checkUnchanged()
      } else {
        self.source = consume source
      }
    }
    guard unit.byteCount > 0 else { return false }
    nextUnit += 1
    return true
  }

  /// The input being read, or the next one; nil where all have been read.
  private mutating func takeSource() throws(IngestError) -> InputSource? {
    if let source = source.take() { return source }
    guard nextInput < inputs.count else { return nil }
    var source = try InputSource(inputs[nextInput], fileNumber: UInt32(nextInput))
    compressions[nextInput] = source.compression
    nextInput += 1
    try source.detectArray()
    return source
  }

  /// Extends `unit` to its border or the file's end; only looks at bytes around the border.
  ///
  /// - Returns: Whether the file's end is reached.
  private mutating func extend(
    _ unit: inout InputUnit, atOffsetsOf source: inout InputSource
  ) throws(IngestError) -> Bool {
    let length = source.seekableByteCount ?? 0
    let start = source.offset
    guard start < length else { return true }
    let target = start + UInt64(unitByteCount) - unit.byteCount
    let end =
      target >= length ? length : try source.lineEnd(from: target - 1, scratch: &scratch)
    // Only a unit's last line can have bytes that are not held, so all before it are.
    let room = maximumHeldByteCount - Int(unit.byteCount)
    let held = Int(min(end - start, UInt64(room)))
    let unheld = end - start - UInt64(held)
    if unheld > 0 {
      unit.unheldLineEndByteCount = try source.lineEndByteCount(before: end, scratch: &scratch)
    }
    unit.pending.append(
      InputUnit.PendingBytes(
        input: source.input, fileByteOffset: start, heldByteCount: held, unheldByteCount: unheld))
    source.offset = end
    return end == length
  }

  /// Extends `unit` to its border or the input's end, decompressing into its buffer.
  ///
  /// - Returns: Whether the input's end is reached.
  private mutating func extend(
    _ unit: inout InputUnit, inOrderFrom source: inout InputSource
  ) throws(IngestError) -> Bool {
    try unit.loadPending()
    // Room for most last lines too, so that the buffer need not double for them.
    unit.bytes.reserve(unitByteCount + InputSource.chunkByteCount)
    var missing = unitByteCount - Int(unit.byteCount)
    var isAtBorder = false
    while missing > 0 {
      let count = try source.read(missing, into: &unit.bytes)
      if count == 0 { return true }
      isAtBorder =
        source.array?.skip(unit.bytes.span.extracting((unit.bytes.count - count)...))
        ?? (unit.bytes.span[unit.bytes.count - 1] == LineScan.newline)
      missing -= count
    }
    if !isAtBorder, try readLineEnd(&unit, from: &source) { return true }
    // That an array breaks off here is seen only by looking on.
    return source.array == nil ? false : try source.isAtEnd()
  }

  /// Reads on to the end of the line or element, holding no more than a unit may.
  private func readLineEnd(
    _ unit: inout InputUnit, from source: inout InputSource
  ) throws(IngestError) -> Bool {
    // The byte before the piece: a line end may lie across two pieces.
    var previous = unit.bytes.span[unit.bytes.count - 1]
    let isArray = source.array != nil
    var isHeld = true
    while true {
      let (isAtEnd, isLineEnd) = try source.readLinePiece { piece in
        let held = min(piece.count, maximumHeldByteCount - unit.bytes.count)
        unit.bytes.append(piece.extracting(..<held))
        if held < piece.count {
          unit.hashUnheld(piece.extracting(held...))
          isHeld = false
          if !isArray {
            unit.unheldLineEndByteCount = LineScan.lineEndByteCount(of: piece, after: previous)
          }
        }
        previous = piece[piece.count - 1]
      }
      guard isAtEnd || isLineEnd else { continue }
      if !isHeld, let array = source.array {
        unit.unheldEnd = (isLineEnd ? .comma : array.isClosed ? .close : nil, array.rest)
      }
      return isAtEnd
    }
  }
}

package import ByteIO
import Records

/// Cuts the inputs into units.
///
/// The inputs are one stream of decompressed bytes, in which each file's end also ends a record. A
/// unit begins where the last one ended, and ends at the first border between records at which it
/// has at least `unitByteCount` bytes, or at the end of its 16,384th file; what a border is, an
/// input's format says. So borders depend on the bytes and the unit size alone, and not on how the
/// bytes are stored. Used by one thread at a time: callers hold a lock around `next`.
///
/// Of a plain regular file whose borders stand alone, as line ends do, `next` reads only some bytes
/// around each border, and `InputUnit.load` the rest; everything else is decompressed in order,
/// within `next`.
package struct UnitReader: ~Copyable, Sendable {
  /// What is held beyond the longest record: a byte order mark, and what its format puts around it.
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
  private var failure: Fault?

  /// How each input opened so far is compressed, by its number.
  package private(set) var compressions: [InputCompression?]
  /// The decompressed bytes of each input that have been given to units so far; the whole length
  /// once `next` has returned false.
  package private(set) var decompressedByteCounts: [UInt64]
  /// The bytes of all inputs, as they are stored, that have been taken so far.
  package private(set) var storedByteCount: UInt64 = 0

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
  package mutating func next(_ unit: inout InputUnit) throws(Fault) -> Bool {
    if let failure { throw failure }
    do {
      return try fill(&unit)
    } catch {
      failure = error.ofInput
      throw error.ofInput
    }
  }

  private mutating func fill(_ unit: inout InputUnit) throws(Fault) -> Bool {
    unit.begin(number: nextUnit, expectedByteCount: unitByteCount)
    while unit.byteCount < UInt64(unitByteCount),
      unit.segments.count < Self.maximumSegmentCount
    {
      guard var source = try takeSource() else { break }
      let fileNumber = Int(source.fileNumber)
      let start = source.offset
      // The first bytes of an input are taken where it is opened.
      let storedStart = start == 0 ? 0 : source.storedOffset
      let startScan = source.scan
      let isFinished =
        if source.hasBordersAtOffsets {
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
        unit.formats.append(source.format)
        unit.startScans.append(startScan)
        // Of this segment alone: an input before or after it in the unit may end otherwise.
        unit.endsInput = isFinished
        unit.byteCount += count
      }
      decompressedByteCounts[fileNumber] = source.offset
      storedByteCount += source.storedOffset - storedStart
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
  private mutating func takeSource() throws(Fault) -> InputSource? {
    if let source = source.take() { return source }
    guard nextInput < inputs.count else { return nil }
    let source = try InputSource.open(inputs[nextInput], fileNumber: UInt32(nextInput))
    compressions[nextInput] = source.compression
    nextInput += 1
    return source
  }

  /// Extends `unit` to its border or the file's end; only looks at bytes around the border.
  ///
  /// - Returns: Whether the file's end is reached.
  private mutating func extend(
    _ unit: inout InputUnit, atOffsetsOf source: inout InputSource
  ) throws(Fault) -> Bool {
    let length = source.seekableByteCount ?? 0
    let start = source.offset
    guard start < length else { return true }
    let target = start + UInt64(unitByteCount) - unit.byteCount
    let end =
      target >= length ? length : try source.border(from: target - 1, scratch: &scratch)
    // Only a unit's last record can have bytes that are not held, so all before it are.
    let room = maximumHeldByteCount - Int(unit.byteCount)
    let held = Int(min(end - start, UInt64(room)))
    let unheld = end - start - UInt64(held)
    if unheld > 0 { unit.unheldScan = try source.scan(before: end, scratch: &scratch) }
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
  ) throws(Fault) -> Bool {
    try unit.loadPending()
    // Room for most last records too, so that the buffer need not double for them.
    unit.bytes.reserve(unitByteCount + InputSource.chunkByteCount)
    var missing = unitByteCount - Int(unit.byteCount)
    var isAtBorder = false
    while missing > 0 {
      let count = try source.read(missing, into: &unit.bytes)
      if count == 0 { return true }
      isAtBorder = source.scan.skip(unit.bytes.span.extracting((unit.bytes.count - count)...))
      missing -= count
    }
    if !isAtBorder, try readToBorder(&unit, from: &source) { return true }
    // That an input breaks off here is seen only by looking on.
    return source.format.saysItsEnd ? try source.isAtEnd() : false
  }

  /// Reads on to the next border, holding no more than a unit may.
  ///
  /// - Returns: Whether the input's end comes first.
  private func readToBorder(
    _ unit: inout InputUnit, from source: inout InputSource
  ) throws(Fault) -> Bool {
    var isHeld = true
    while true {
      let (isAtEnd, isBorder) = try source.readPiece { piece in
        let held = min(piece.count, maximumHeldByteCount - unit.bytes.count)
        unit.bytes.append(piece.extracting(..<held))
        if held < piece.count {
          unit.hashUnheld(piece.extracting(held...))
          isHeld = false
        }
      }
      guard isAtEnd || isBorder else { continue }
      if !isHeld { unit.unheldScan = source.scan }
      return isAtEnd
    }
  }
}

package import ByteIO
import Records

/// Cuts the inputs of encode tasks into units.
///
/// Within a file a unit ends at the first border between records at or after a multiple of
/// `unitByteCount` of the file's decompressed bytes; what a border is, an input's format says. So the
/// borders in a file depend neither on where one begins to read nor on how the bytes are stored, and
/// a record belongs to the range that it begins in. A record that covers whole ranges leaves no empty
/// unit behind. Where a file ends and its unit has less than `unitByteCount` bytes, the next file of
/// the task goes into it too, at most up to the first border at which it has as many, or up to its
/// 16,384th file, unless its range ends the unit. No unit has bytes of two tasks.
///
/// Used by one thread at a time: callers hold a lock around `next`. Of a plain regular file whose
/// borders stand alone, as line ends do, `next` reads only some bytes around each border, and
/// `InputUnit.load` the rest; everything else is decompressed in order, within `next`.
package struct UnitReader: ~Copyable, Sendable {
  /// What is held beyond the longest record: a byte order mark, and what its format puts around it.
  static let spareByteCount = 8
  /// Files that a unit is made of at most: a receipt names each, and is read into memory whole.
  static let maximumSegmentCount = 1 << 14

  private let inputs: [InputFile]
  private let tasks: [InputTask]
  private let unitByteCount: UInt64
  private let maximumHeldByteCount: Int
  /// The task being read, as an index in `tasks`, its next range and its next unit.
  private var task = 0
  private var nextRange = 0
  private var nextUnit: UInt32 = 0
  /// The input being read, and where in it the range ends; nil for its end.
  private var source: InputSource?
  private var sourceEnd: UInt64?
  private var scratch = ByteBuffer()
  private var failure: Fault?

  /// How each input opened so far is compressed, by its number.
  package private(set) var compressions: [InputCompression?]
  /// The decompressed bytes of each input that have been given to units so far; of inputs that the
  /// tasks read whole their length, once `next` has returned false.
  package private(set) var decompressedByteCounts: [UInt64]
  /// The bytes of all inputs, as they are stored, that have been taken so far.
  package private(set) var storedByteCount: UInt64 = 0

  /// Prepares to read all of `inputs`, which `InputCatalog.list` made, as one task.
  ///
  /// A unit holds at most `unitByteCount + maximumLineByteCount + spareByteCount` bytes.
  /// - Precondition: `unitByteCount` is 1 to 2^31 and `maximumLineByteCount` 1 to 2^31.
  package init(_ inputs: [InputFile], unitByteCount: Int, maximumLineByteCount: Int) {
    self.init(
      inputs, tasks: [InputTask(allOf: inputs)], unitByteCount: unitByteCount,
      maximumLineByteCount: maximumLineByteCount)
  }

  /// Prepares to read `tasks`, one after the other.
  package init(
    _ inputs: [InputFile], tasks: [InputTask], unitByteCount: Int, maximumLineByteCount: Int
  ) {
    precondition((1...(1 << 31)).contains(unitByteCount))
    precondition((1...ReadingOptions.largestMaximumLineByteCount).contains(maximumLineByteCount))
    self.inputs = inputs
    self.tasks = tasks
    self.unitByteCount = UInt64(unitByteCount)
    maximumHeldByteCount = unitByteCount + maximumLineByteCount + Self.spareByteCount
    compressions = Array(repeating: nil, count: inputs.count)
    decompressedByteCounts = Array(repeating: 0, count: inputs.count)
  }

  /// Prepares the next unit; false at the end of all tasks.
  ///
  /// - Throws: What went wrong, and the same again at every later call: no unit is skipped.
  package mutating func next(_ unit: inout InputUnit) throws(Fault) -> Bool {
    if let failure { throw failure }
    do {
      return try begin(&unit)
    } catch {
      failure = error.ofInput
      throw error.ofInput
    }
  }

  private mutating func begin(_ unit: inout InputUnit) throws(Fault) -> Bool {
    while task < tasks.count {
      let number = UnitNumber(task: tasks[task].number, index: nextUnit)
      unit.begin(number, expectedByteCount: Int(unitByteCount))
      try fill(&unit)
      if unit.byteCount > 0 {
        nextUnit += 1
        return true
      }
      (task, nextRange, nextUnit) = (task + 1, 0, 0)
    }
    return false
  }

  /// Fills `unit` with what is left of the task, up to a border or to the task's end.
  private mutating func fill(_ unit: inout InputUnit) throws(Fault) {
    while unit.byteCount < unitByteCount, unit.segments.count < Self.maximumSegmentCount {
      guard var source = try takeSource() else { return }
      let start = source.offset
      // The first bytes of an input are taken where it is opened.
      let storedStart = start == 0 ? 0 : source.storedOffset
      let startScan = source.scan
      let isAtInputEnd =
        if source.hasBordersAtOffsets {
          try extend(&unit, atOffsetsOf: &source)
        } else {
          try extend(&unit, inOrderFrom: &source)
        }
      unit.appendSegment(
        of: source, from: start, startScan: startScan, endsInput: isAtInputEnd)
      decompressedByteCounts[Int(source.fileNumber)] += source.offset - start
      storedByteCount += source.storedOffset - storedStart
      if isAtInputEnd || sourceEnd.map({ source.offset >= $0 }) ?? false {
        try source.checkUnchanged()
      } else {
        self.source = consume source
      }
      if !isAtInputEnd { return }
      if unit.byteCount > 0, tasks[task].ranges[nextRange - 1].endsUnit { return }
    }
  }

  /// The input being read, or the one of the task's next range, at the first record that begins in
  /// that; nil where all ranges of the task have been read.
  private mutating func takeSource() throws(Fault) -> InputSource? {
    if let source = source.take() { return source }
    while nextRange < tasks[task].ranges.count {
      let range = tasks[task].ranges[nextRange]
      nextRange += 1
      var source = try InputSource.open(inputs[range.file], fileNumber: UInt32(range.file))
      compressions[range.file] = source.compression
      sourceEnd = range.end
      if range.isWhole { return source }
      guard try source.seek(to: range, scratch: &scratch) else {
        try source.checkUnchanged()
        continue
      }
      return source
    }
    return nil
  }

  /// How many bytes `unit` still takes of an input from `offset` on, before it ends at a border.
  private func missingByteCount(_ unit: borrowing InputUnit, at offset: UInt64) -> UInt64 {
    min(unitByteCount - offset % unitByteCount, unitByteCount - unit.byteCount)
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
    let target = start + missingByteCount(unit, at: start)
    let end =
      target >= length
      ? length : try source.border(from: target - 1, upTo: length, scratch: &scratch)
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
    unit.bytes.reserve(Int(unitByteCount) + InputSource.chunkByteCount)
    var missing = Int(missingByteCount(unit, at: source.offset))
    var isAtBorder = false
    while missing > 0 {
      let count = try source.read(missing, into: &unit.bytes)
      if count == 0 { return true }
      isAtBorder = source.scan.skip(unit.bytes.span.extracting((unit.bytes.count - count)...))
      missing -= count
    }
    if !isAtBorder, try readToBorder(&unit, from: &source) { return true }
    // That an input breaks off here is seen only by looking on, and that it ends before the unit is
    // full, so that the next one goes into it.
    let mayGoOn = source.format.saysItsEnd || unit.bytes.count < Int(unitByteCount)
    return mayGoOn ? try source.isAtEnd() : false
  }

  /// Reads on to the next border, holding no more than a unit may.
  ///
  /// - Returns: Whether the input's end comes first.
  private func readToBorder(
    _ unit: inout InputUnit, from source: inout InputSource
  ) throws(Fault) -> Bool {
    var isHeld = true
    while true {
      let offset = source.offset
      let (isAtEnd, isBorder) = try source.readPiece { piece in
        let held = min(piece.count, maximumHeldByteCount - unit.bytes.count)
        unit.bytes.append(piece.extracting(..<held))
        if held < piece.count {
          unit.hashUnheld(piece.extracting(held...), at: offset + UInt64(held))
          isHeld = false
        }
      }
      guard isAtEnd || isBorder else { continue }
      if !isHeld { unit.unheldScan = source.scan }
      return isAtEnd
    }
  }
}

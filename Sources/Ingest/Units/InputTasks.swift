package import ByteIO

/// Cuts the inputs into encode tasks.
package enum InputTasks {
  /// Units in a task, unless another number is asked for: a gibibyte of units of 16 MiB.
  package static let usualUnitsPerTask = 64
  /// Files in a task at most: as many as that many units may have.
  static let maximumFileCount = usualUnitsPerTask * UnitReader.maximumSegmentCount
  /// Tasks of one build at most: those of a pebibyte in tasks of the usual size.
  static let maximumCount = 1 << 20

  /// The tasks of all inputs, in the order of the input: together they read every byte of them.
  ///
  /// A plain file larger than a task, in which borders between records can be told wherever one looks
  /// (JSON Lines), is cut at multiples of a task's bytes. Any other file of that size, and whatever
  /// comes through a pipe, is a task of its own. Smaller files share tasks. Files smaller than a unit
  /// share units, as many as are stored in a unit's bytes; a task ends only where a unit does, so that
  /// the units are the same in tasks of any size. A function of the listing: of the files' order and
  /// their lengths as they are stored. Of the files that are larger than a task the first bytes are
  /// read where `canBeCut` is not known, of the others nothing.
  ///
  /// - Parameters:
  ///   - inputs: The inputs, as `InputCatalog.list` listed them; one or more.
  ///   - unitByteCount: The bytes of a unit.
  ///   - unitsPerTask: How many units' bytes a task has.
  /// - Throws: `Fault.Kind.input` where a large file cannot be read; `usage` where there would be more
  ///   than a million tasks.
  package static func list(
    _ inputs: [InputFile], unitByteCount: Int, unitsPerTask: Int = usualUnitsPerTask
  ) throws(Fault) -> [InputTask] {
    precondition(unitByteCount > 0 && unitsPerTask > 0)
    var builder = Builder(
      unitByteCount: UInt64(unitByteCount),
      taskByteCount: UInt64(unitByteCount) * UInt64(unitsPerTask))
    for (number, input) in inputs.enumerated() {
      do { try builder.add(input, number) } catch { throw error.ofInput }
    }
    try builder.closeGroup()
    return builder.tasks
  }

  private struct Builder {
    let unitByteCount: UInt64
    let taskByteCount: UInt64
    var tasks: [InputTask] = []
    /// Files that have no task yet, and their bytes.
    var group: [InputTask.Range] = []
    var groupByteCount: UInt64 = 0
    /// The last of them that share units, and their bytes.
    var sharingCount = 0
    var sharingByteCount: UInt64 = 0

    mutating func add(_ input: InputFile, _ number: Int) throws(Fault) {
      let whole = InputTask.Range(wholeOf: number)
      guard let byteCount = input.byteCount, byteCount <= max(taskByteCount, unitByteCount) else {
        try closeGroup()
        return try addLarge(input, number)
      }
      if byteCount >= unitByteCount { try closeUnits() }
      group.append(whole)
      groupByteCount += byteCount
      sharingCount += 1
      sharingByteCount += byteCount
      if sharingByteCount >= unitByteCount || sharingCount == UnitReader.maximumSegmentCount {
        try closeUnits()
      }
    }

    private mutating func addLarge(_ input: InputFile, _ number: Int) throws(Fault) {
      guard let byteCount = input.byteCount, try InputTasks.canBeCut(input) else {
        return try append([InputTask.Range(wholeOf: number)])
      }
      for start in stride(from: 0, to: byteCount, by: UInt64.Stride(taskByteCount)) {
        let isLast = byteCount - start <= taskByteCount
        try append([
          .init(file: number, start: start, end: isLast ? nil : start + taskByteCount)
        ])
      }
    }

    /// Has the next file begin a unit; only there a task may end.
    private mutating func closeUnits() throws(Fault) {
      if !group.isEmpty { group[group.count - 1].endsUnit = true }
      sharingCount = 0
      sharingByteCount = 0
      let isFull = groupByteCount >= taskByteCount
      if isFull || group.count >= InputTasks.maximumFileCount { try closeGroup() }
    }

    /// Makes a task of the files that have none.
    mutating func closeGroup() throws(Fault) {
      sharingCount = 0
      sharingByteCount = 0
      guard !group.isEmpty else { return }
      try append(group)
      group = []
      groupByteCount = 0
    }

    private mutating func append(_ ranges: [InputTask.Range]) throws(Fault) {
      guard tasks.count < InputTasks.maximumCount else {
        throw .usage(
          "the inputs make more than \(InputTasks.maximumCount) tasks: give a larger --unit-size")
      }
      tasks.append(InputTask(number: UInt32(tasks.count), ranges: ranges))
    }
  }

  private static func canBeCut(_ input: InputFile) throws(Fault) -> Bool {
    if let known = input.canBeCut { return known }
    // Of a compressed file not even a byte need be decompressed to know.
    guard InputCompression.peek(input) == .plain else { return false }
    return try InputSource.open(input, fileNumber: 0).hasBordersAtOffsets
  }
}

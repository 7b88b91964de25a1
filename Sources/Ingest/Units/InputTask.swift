/// What one encode task reads: ranges of the inputs, in the order of the input.
///
/// The records that begin in a range belong to it, whole: the last may end beyond it. So a task finds
/// its records without any other, and tasks whose ranges meet leave none out.
package struct InputTask: Sendable, Equatable {
  /// A range of one input's decompressed bytes.
  package struct Range: Sendable, Equatable {
    /// The input's number in the order the inputs were named and listed, from 0.
    package var file: Int
    /// The first byte: a multiple of the unit size.
    package var start: UInt64
    /// The byte after the last one, a multiple of the unit size; nil for the input's end.
    package var end: UInt64?
    /// Whether no later range shares a unit with this one.
    package var endsUnit: Bool

    package init(file: Int, start: UInt64, end: UInt64?, endsUnit: Bool = false) {
      self.file = file
      self.start = start
      self.end = end
      self.endsUnit = endsUnit
    }

    /// The whole of input `file`.
    package init(wholeOf file: Int) { self.init(file: file, start: 0, end: nil) }

    package var isWhole: Bool { start == 0 && end == nil }
  }

  /// The task's number, from 0: the upper half of its units' numbers.
  package var number: UInt32
  package var ranges: [Range]

  package init(number: UInt32, ranges: [Range]) {
    self.number = number
    self.ranges = ranges
  }

  /// One task that reads all of `inputs`.
  package init(allOf inputs: [InputFile]) {
    self.init(number: 0, ranges: inputs.indices.map { Range(wholeOf: $0) })
  }

  /// The bytes of `inputs` that the task reads, as they are stored; nil where some come through a
  /// pipe.
  package func storedByteCount(of inputs: [InputFile]) -> Int? {
    var sum = 0
    for range in ranges {
      guard let byteCount = inputs[range.file].byteCount else { return nil }
      sum += Int(min(range.end ?? byteCount, byteCount)) - Int(min(range.start, byteCount))
    }
    return sum
  }
}

extension [InputTask] {
  /// The bytes of `inputs` that the tasks read, as they are stored; nil where some come through a
  /// pipe.
  package func storedByteCount(of inputs: [InputFile]) -> Int? {
    var sum = 0
    for task in self {
      guard let byteCount = task.storedByteCount(of: inputs) else { return nil }
      sum += byteCount
    }
    return sum
  }
}

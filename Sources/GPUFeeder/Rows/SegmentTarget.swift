import Shards

/// Where what depends on the segments of one row is written; nil for columns that are not there.
///
/// SAFETY: each pointer has room for a row, `starts` for the numbers of all segments of the batch;
/// `RowWriter` makes them so. Segments do not go beyond their row, which `RowBlock` guarantees.
@safe struct SegmentTarget {
  let elementType: ElementType
  /// The row's first token, counted from the batch's first.
  let rowStart: Int
  let labels: UnsafeMutableRawPointer?
  let positions: UnsafeMutableRawPointer?
  let mask: UnsafeMutableRawPointer?
  let numbers: UnsafeMutablePointer<Int32>?
  let starts: UnsafeMutablePointer<Int32>?

  /// Writes the segment of tokens `start ..< start + count` of the row, the batch's segment `number`.
  func write(_ start: Int, _ count: Int, number: Int, isPadding: Bool = false) {
    let offset = start * elementType.byteCount
    if let labels = unsafe labels {
      unsafe elementType.fill(labels + offset, Int64(RowBlock.ignoredLabel), 1)
    }
    if let positions = unsafe positions { unsafe elementType.ramp(positions + offset, count) }
    if let mask = unsafe mask { unsafe elementType.fill(mask + offset, isPadding ? 0 : 1, count) }
    if let numbers = unsafe numbers {
      unsafe (numbers + start).update(repeating: Int32(number), count: count)
    }
    if let starts = unsafe starts { unsafe starts[number] = Int32(rowStart + start) }
  }
}

extension ElementType {
  /// Writes `count` times `value`, which an element can hold.
  ///
  /// SAFETY: `first` has room for as many elements, aligned.
  func fill(_ first: UnsafeMutableRawPointer, _ value: Int64, _ count: Int) {
    switch self {
    case .int32:
      unsafe first.assumingMemoryBound(to: Int32.self).update(repeating: Int32(value), count: count)
    case .int64:
      unsafe first.assumingMemoryBound(to: Int64.self).update(repeating: value, count: count)
    }
  }

  /// Writes 0, 1, … to `count` elements.
  ///
  /// SAFETY: as for `fill`.
  func ramp(_ first: UnsafeMutableRawPointer, _ count: Int) {
    switch self {
    case .int32:
      let target = unsafe first.assumingMemoryBound(to: Int32.self)
      for index in 0..<count { unsafe target[index] = Int32(truncatingIfNeeded: index) }
    case .int64:
      let target = unsafe first.assumingMemoryBound(to: Int64.self)
      for index in 0..<count { unsafe target[index] = Int64(index) }
    }
  }
}

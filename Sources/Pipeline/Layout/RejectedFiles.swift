import ByteIO
import Shards

/// The files of `rejected/`: the lines of all groups, those that begin in the same 64 MiB in one.
///
/// So each file is made by itself, and no task copies them all.
struct RejectedFiles: Sendable {
  private let run: LayoutRun
  /// Where the lines of each group begin among those of all, and where they end.
  private let starts: [UInt64]

  static let fileByteCount: UInt64 = 64 << 20

  init(_ run: LayoutRun) throws(Fault) {
    self.run = run
    var starts: [UInt64] = [0]
    for group in run.groups {
      let table = try TableReader(
        run.table(.rejected, group.number), LayoutTable.rejected.kind)
      let byteCount = (0..<table.sectionCount).reduce(0) { $0 + table.byteCount(ofSection: $1) }
      starts.append(starts[starts.count - 1] + UInt64(byteCount))
    }
    self.starts = starts
  }

  /// How many files there are; a file may turn out to have no line where one before it is very long.
  var count: Int {
    let all = starts[starts.count - 1]
    return Int((all + Self.fileByteCount - 1) / Self.fileByteCount)
  }

  /// Writes file `number`.
  func make(_ number: Int) throws(Fault) -> AtomicFile.Summary {
    let range =
      UInt64(number) * Self.fileByteCount..<UInt64(number + 1) * Self.fileByteCount
    try run.output.rejected.makeDirectories()
    var file = try AtomicFile(run.output.file(DataSetName.rejected(number: number)))
    var group = (0..<run.groups.count).partitionPoint { starts[$0 + 1] > range.lowerBound }
    while group < run.groups.count, starts[group] < range.upperBound {
      let table = try TableReader(run.table(.rejected, group), LayoutTable.rejected.kind)
      var position = starts[group]
      for section in 0..<table.sectionCount {
        let end = position + UInt64(table.byteCount(ofSection: section))
        if position < range.upperBound, end > range.lowerBound {
          let bytes = try table.bytes(ofSection: section)
          try file.append(Self.lines(bytes.span, from: position, in: range))
        }
        position = end
      }
      group += 1
    }
    return try file.commit()
  }

  /// The lines of `bytes` that begin in `range`; the first byte stands at `position`.
  @_lifetime(copy bytes)
  private static func lines(
    _ bytes: Span<UInt8>, from position: UInt64, in range: Range<UInt64>
  ) -> Span<UInt8> {
    /// The first line that begins at `place` or after it; sections begin with a line.
    func firstLine(from place: UInt64) -> Int {
      guard place > position else { return 0 }
      var index = Int(min(place - position, UInt64(bytes.count)))
      while index < bytes.count, bytes[index - 1] != UInt8(ascii: "\n") { index += 1 }
      return index
    }
    return bytes.extracting(firstLine(from: range.lowerBound)..<firstLine(from: range.upperBound))
  }
}

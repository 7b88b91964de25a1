import ByteIO
import Tokenizer

/// A range of a file in chunks of a few hundred kilobytes, each cut where a text can be cut.
///
/// Read into one buffer that stays in the processor's cache, so the file is in memory but a chunk
/// at a time; a chunk without a place to cut grows until it has one or ends where the range does.
struct FileChunks: ~Copyable {
  private static let chunkByteCount = 256 << 10

  private let file: File
  private let end: Int
  /// Where the chunk after the one at hand begins.
  private var position: Int
  private var buffer = ByteBuffer(capacity: chunkByteCount)

  init(_ file: consuming File, _ range: Range<Int>) {
    self.file = file
    position = range.lowerBound
    end = range.upperBound
  }

  /// The chunk at hand.
  var text: Span<UInt8> {
    @_lifetime(borrow self)
    get { buffer.span }
  }

  /// Reads the next chunk; false where the range is done.
  mutating func next() throws(Fault) -> Bool {
    guard position < end else { return false }
    var wanted = Self.chunkByteCount
    while true {
      let byteCount = min(wanted, end - position)
      try file.readExactly(byteCount, at: UInt64(position), into: &buffer)
      if position + byteCount == end { break }
      if let border = TextBorders.last(in: buffer.span) {
        buffer.truncate(to: border)
        break
      }
      wanted *= 2
    }
    position += buffer.count
    return true
  }

  /// The first place in `file` from `start` on where its text can be cut, or `end`.
  static func border(
    in file: borrowing File, from start: Int, to end: Int
  ) throws(Fault) -> Int {
    var buffer = ByteBuffer()
    var position = start
    while position < end {
      let byteCount = min(chunkByteCount, end - position)
      try file.readExactly(byteCount, at: UInt64(position), into: &buffer)
      if let border = TextBorders.first(in: buffer.span) { return position + border }
      // A place to cut is between two bytes: the last of this chunk is the next one's first.
      if position + byteCount == end { break }
      position += byteCount - 1
    }
    return end
  }
}

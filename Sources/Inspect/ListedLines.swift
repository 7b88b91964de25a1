import ByteIO
import Glibc

/// The lines of a file of a data set, one after the other, checked against what the manifest says.
///
/// In memory are a chunk of the file and one line, of which there is a limit: whoever made the data
/// set may have made the file of any size, and the lines in it of any length or none.
struct ListedLines: ~Copyable {
  /// The most bytes of a line: those that prep writes hold at most 64 KiB of a record.
  static let lineByteLimit = 64 << 20
  private static let chunkByteCount = 256 << 10

  private let file: File
  private let byteCount: UInt64
  private let statedHash: Hash128
  private var hash = StreamingHash()
  private var chunk = ByteBuffer(capacity: chunkByteCount)
  /// Bytes of the file up to the end of the chunk.
  private var readByteCount: UInt64 = 0
  /// Where the next line begins in the chunk.
  private var start = 0
  private var line = ByteBuffer()
  /// The number of the line at hand, from 1.
  private(set) var number = 0

  /// Opens the file at `place`, whose length and hash must be those that the manifest states.
  init(_ place: FilePlace, byteCount: UInt64, hash: Hash128) throws(Fault) {
    let file = try File.openRegular(place)
    let found = try file.byteCount()
    guard found == byteCount else {
      throw Self.foreignBytes(file.path)
    }
    self.file = file
    self.byteCount = byteCount
    statedHash = hash
  }

  /// The line at hand, without its end.
  var text: Span<UInt8> {
    @_lifetime(borrow self)
    get { line.span }
  }

  /// The JSON value on the line at hand.
  func json() throws(Fault) -> JSONReader {
    do { return try JSONReader(parsing: text) } catch { throw error.fault(in: place) }
  }

  /// What the line at hand spells as its member `reason`, told without parsing it; nil where there is
  /// none.
  ///
  /// No string can hold these bytes, since a quotation mark in it has a backslash before it; what
  /// stands in an object within the line is told from the line's own by whoever parses it.
  var reason: [UInt8]? {
    let text = line.span
    let key = Self.reasonKey
    var start = 0
    while start + key.count <= text.count {
      if text[start] == key[0], key.indices.allSatisfy({ text[start + $0] == key[$0] }) {
        let value = text.extracting((start + key.count)...)
        return value.indices.first { value[$0] == UInt8(ascii: "\"") }
          .map { end in (0..<end).map { value[$0] } }
      }
      start += 1
    }
    return nil
  }

  private static let reasonKey = Array(",\"reason\":\"".utf8)

  /// The line at hand for messages, as `path:number`.
  var place: String { "\(file.path):\(number)" }

  /// Goes to the next line, of which a last one without an end is one; false after the last.
  ///
  /// - Throws: `Fault.failed` for a line that is too long, and after the last line where the
  ///   bytes were not those that the manifest was written for.
  mutating func next() throws(Fault) -> Bool {
    line.removeAll()
    number += 1
    while true {
      if start == chunk.count, try !readChunk() {
        guard line.count == 0 else { return true }
        guard hash.digest() == statedHash else { throw Self.foreignBytes(file.path) }
        return false
      }
      let end = Self.append(chunk, from: start, to: &line)
      guard line.count <= Self.lineByteLimit else {
        throw .failed(
          "\(place): expected a line of at most \(Self.lineByteLimit) bytes, found a longer one; "
            + "prep writes none like it, so build the data set again, or ask where it is from")
      }
      if let end {
        start = end + 1
        return true
      }
      start = chunk.count
    }
  }

  /// Reads the next chunk; false at the end of the file.
  private mutating func readChunk() throws(Fault) -> Bool {
    let wanted = Int(min(UInt64(Self.chunkByteCount), byteCount - readByteCount))
    guard wanted > 0 else { return false }
    try file.readExactly(wanted, at: readByteCount, into: &chunk)
    Self.add(chunk, to: &hash)
    readByteCount += UInt64(wanted)
    start = 0
    return true
  }

  // Buffers and not their spans, since the span of a property would borrow its owner whole.

  private static func add(_ chunk: borrowing ByteBuffer, to hash: inout StreamingHash) {
    hash.update(chunk.span)
  }

  /// Appends what is in `chunk` from `start` to the next line end to `line`; returns where that is,
  /// or nil where there is none.
  private static func append(
    _ chunk: borrowing ByteBuffer, from start: Int, to line: inout ByteBuffer
  ) -> Int? {
    let rest = chunk.span.extracting(start...)
    let end = lineEnd(in: rest)
    line.append(rest.extracting(..<(end ?? rest.count)))
    return end.map { start + $0 }
  }

  /// Where the first line end is; nil where there is none.
  private static func lineEnd(in bytes: Span<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress,
        // SAFETY: pointer and count come from one span.
        let end = memchr(start, CInt(UInt8(ascii: "\n")), bytes.count)
      else { return nil }
      return UnsafeRawPointer(end) - UnsafeRawPointer(start)
    }
  }

  private static func foreignBytes(_ path: String) -> Fault {
    .failed("\(path): its bytes are not those the manifest was written for; see `prep verify`")
  }
}

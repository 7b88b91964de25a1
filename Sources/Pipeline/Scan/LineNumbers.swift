import ByteIO
import Ingest

/// Numbers the lines of evidence that a sample came upon, by counting the line ends before them.
struct LineNumbers {
  let inputs: [InputFile]
  /// How each input is stored.
  let compressions: [InputCompression?]

  private static let chunkByteCount = 1 << 20

  /// Gives each piece its line where it is in a plain file of lines; the rest have none.
  ///
  /// - Complexity: reads each such file once, up to the last piece.
  func number(_ evidence: [ScanEvidence], stop: StopFlag) throws(Fault) -> [ScanEvidence] {
    var numbered = evidence
    for (file, places) in places(of: evidence) where try isOfLines(file) {
      let lines = try lines(at: places.map { evidence[$0].byteOffset }, of: inputs[file], stop)
      for (place, line) in zip(places, lines) { numbered[place].line = line }
    }
    return numbered
  }

  /// The pieces of each file, in the order in which they stand there.
  private func places(of evidence: [ScanEvidence]) -> [(file: Int, places: [Int])] {
    Set(evidence.map(\.file)).sorted().map { file in
      let places = evidence.indices.filter { evidence[$0].file == file }
      return (file, places.sorted { evidence[$0].byteOffset < evidence[$1].byteOffset })
    }
  }

  private func isOfLines(_ file: Int) throws(Fault) -> Bool {
    guard compressions[file] == .plain, let byteCount = inputs[file].byteCount else { return false }
    return try RecordFetcher(inputs[file], byteCount: byteCount).format.bordersAreLineEnds
  }

  private func lines(
    at offsets: [UInt64], of input: InputFile, _ stop: StopFlag
  ) throws(Fault) -> [UInt64] {
    let file = try File.openRegular(input.path)
    var chunk = ByteBuffer(capacity: Self.chunkByteCount)
    var lines: [UInt64] = []
    var (line, position): (UInt64, UInt64) = (1, 0)
    for offset in offsets {
      while position < offset {
        try stop.check(resumes: false)
        chunk.removeAll()
        let wanted = Int(min(offset - position, UInt64(Self.chunkByteCount)))
        let count = try file.read(wanted, at: position, into: &chunk)
        if count == 0 { break }
        line += UInt64(Self.lineEndCount(chunk.span))
        position += UInt64(count)
      }
      lines.append(line)
    }
    return lines
  }

  private static func lineEndCount(_ bytes: Span<UInt8>) -> Int {
    var count = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { count &+= 1 }
    return count
  }
}

import ByteIO
import Shards
import TestSupport

/// A part: its directory, rows, records and rejections, as it comes and with its hashes made right.
package struct PartTarget: FuzzTarget {
  private let input: InputPath

  package init() throws {
    input = try InputPath()
  }

  package func run(_ bytes: [UInt8]) { attempt(bytes, sealedBy: Self.seal, read) }

  private func read(_ bytes: [UInt8]) throws {
    let place = FilePlace(try input.write(bytes))
    let part = try PartReader(place)
    var tokens = RecordTokens()
    var ids: [UInt32] = []
    for record in 0..<min(part.recordCount, 100) {
      attempt {
        try part.readTokens(record, into: &tokens)
        tokens.copyTokens(into: &ids)
        _ = try part.rawBytes(ofRecords: [record])
      }
    }
    attempt { try part.forEachRejection { (_) throws(Fault) in } }
    attempt {
      let parts = try PartSet([place])
      for record in 0..<min(parts.recordCount, 100) { _ = parts.place(ofRecord: record) }
    }
  }

  /// Makes the hash of the directory and those of its chunks right.
  private static func seal(_ bytes: inout [UInt8]) {
    guard bytes.count >= 20 + 64 + 24 else { return }
    let end = bytes.count - 24
    let stated = Seal.get(end, 8, bytes)
    guard stated >= 20, stated <= UInt64(end - 64), let start = Int(exactly: stated) else { return }
    Seal.put(UInt64(end - start), at: end + 8, in: &bytes)
    let chunkCount = Int(Seal.get(start + 52, 4, bytes))
    let firstChunk = end - 8 - 32 * chunkCount
    guard firstChunk >= start else { return }
    for chunk in stride(from: firstChunk, to: end - 8, by: 32) {
      let offset = Seal.get(chunk + 8, 8, bytes)
      let count = Seal.get(chunk + 16, 8, bytes)
      guard offset <= UInt64(start), count <= UInt64(start) - offset else { continue }
      let range = Int(offset)..<Int(offset + count)
      // Of rows, the hash of each record's bytes too, where they can be found.
      let rowCount = Int(Seal.get(chunk + 4, 4, bytes))
      if Seal.get(chunk, 4, bytes) == 1, rowCount > 0, range.count / rowCount >= 116 {
        for row in 0..<rowCount {
          sealRow(range.lowerBound + row * (range.count / rowCount), &bytes, below: UInt64(start))
        }
      }
      Seal.put(Seal.hash(bytes, range), at: chunk + 24, in: &bytes)
    }
    Seal.put(Seal.hash(bytes, start..<(end - 8)), at: end - 8, in: &bytes)
  }

  private static func sealRow(_ row: Int, _ bytes: inout [UInt8], below end: UInt64) {
    let tokenCount = Seal.get(row + 24, 4, bytes)
    let offset = Seal.get(row + 56, 8, bytes)
    // Trained spans, hits and exchanges.
    let items = [72, 76, 84].reduce(0) { $0 + Seal.get(row + $1, 4, bytes) }
    let count = 2 * tokenCount + (tokenCount + 7) / 8 + 8 * items
    guard offset <= end, count <= end - offset else { return }
    Seal.put(Seal.hash(bytes, Int(offset)..<Int(offset + count)), at: row + 64, in: &bytes)
  }
}

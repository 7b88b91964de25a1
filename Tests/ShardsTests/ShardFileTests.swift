import ByteIO
import TestSupport
import Testing

@testable import Shards

@Suite("Shard files")
struct ShardFileTests {
  private let data: SampleDataSet
  private let path: String
  private let bytes: [UInt8]
  private let reader: ShardReader

  init() throws {
    data = try SampleDataSet()
    path = data.directory.file(data.manifest.shards[0].name)
    bytes = try FileSystem.bytes(of: path)
    reader = try ShardReader(path: path)
  }

  @Test("are one stream of zstd frames that holds planes and sidecars in order")
  func stream() throws {
    var stream = ZstdStream()
    var decoded: [UInt8] = []
    var rest = bytes[...]
    var room = [UInt8](repeating: 0, count: 1000)
    while true {
      let input = Array(rest)
      let (consumed, produced) = try room.withUnsafeMutableBytes {
        try stream.decompress(input.span, into: $0)
      }
      decoded += room[..<produced]
      rest = rest.dropFirst(consumed)
      if produced == 0, rest.isEmpty { break }
    }
    let isWhole = stream.isBetweenFrames
    #expect(isWhole)
    var expected: [UInt8] = []
    var block = RowBlock()
    var scratch = BlockScratch()
    for number in 0..<reader.blockCount {
      try reader.readBlock(number, into: &block, scratch: &scratch)
      expected += block.planes.array + block.sidecarBytes.array
    }
    #expect(decoded == expected)
    #expect(Hash128(of: decoded.span) == reader.decodedHash)
  }

  @Test("end in a seek table of zstd's seekable format that lists every frame")
  func seekTable() throws {
    // The fields as zstd's contrib/seekable_format/zstd_seekable_compression_format.md names them.
    let footer = bytes.count - 9
    let numberOfFrames = Int(Seal.get(footer, 4, bytes))
    #expect(bytes[footer + 4] == 0)
    #expect(Seal.get(footer + 5, 4, bytes) == 0x8F92_EAB1)
    let start = footer - 8 * numberOfFrames - 8
    #expect(Seal.get(start, 4, bytes) == 0x184D_2A5E)
    #expect(Seal.get(start + 4, 4, bytes) == UInt64(bytes.count - start - 8))
    var offset = 0
    var decompressor = ZstdDecompressor()
    for frame in 0..<numberOfFrames {
      let compressedSize = Int(Seal.get(start + 8 + 8 * frame, 4, bytes))
      let decompressedSize = Int(Seal.get(start + 12 + 8 * frame, 4, bytes))
      if frame == 0 || frame == numberOfFrames - 1 {
        #expect(decompressedSize == 0)
        #expect(Seal.get(offset, 4, bytes) & 0xFFFF_FFF0 == 0x184D_2A50)
        #expect(Int(Seal.get(offset + 4, 4, bytes)) == compressedSize - 8)
      } else {
        var output = ByteBuffer()
        try decompressor.decompress(
          bytes.span.extracting(offset..<(offset + compressedSize)), byteCount: decompressedSize,
          into: &output)
      }
      offset += compressedSize
    }
    #expect(offset == start)
    #expect(numberOfFrames == 2 * reader.blockCount + 2)
  }

  @Test("never deliver a changed bit, whichever it is")
  func bitFlips() throws {
    let small = try SampleDataSet(linesPerSegment: 3, rowLength: 20, rowsPerShard: 3)
    let name = small.manifest.shards[0].name
    let original = try FileSystem.bytes(of: small.directory.file(name))
    let missed = try Flips.notRefused(original, in: small.directory, as: name) {
      try Self.readAll($0)
    }
    #expect(missed == [])
  }

  @Test("empty the block that could not be read")
  func emptied() throws {
    let changed = data.directory.file("changed")
    var bytes = bytes
    bytes[Int(reader.index.blocks[1].tokens.offset) + 20] ^= 1
    try data.directory.write(bytes, to: "changed")
    let reader = try ShardReader(path: changed)
    var block = RowBlock()
    var scratch = BlockScratch()
    try reader.readBlock(0, into: &block, scratch: &scratch)
    #expect(block.rowCount == 3)
    let error = #expect(throws: Fault.self) {
      try reader.readBlock(1, into: &block, scratch: &scratch)
    }
    #expect(error?.kind == .checksum)
    #expect(error?.message.hasPrefix("\(changed), block 1 (checksum): ") == true)
    #expect(block.rowCount == 0)
    try reader.readBlock(2, into: &block, scratch: &scratch)
    #expect(SampleDataSet.Row(block, 0) == data.expectedRows(ofSplit: 0)[6])
  }

  @Test("are not read from a directory, a device or a pipe")
  func otherFiles() throws {
    let pipe = data.directory.file("pipe")
    try data.directory.makePipe("pipe")
    for path in [data.path, "/dev/zero", pipe, data.directory.file("none")] {
      let error = #expect(throws: Fault.self) { try ShardReader(path: path) }
      #expect(error?.kind == .file)
      #expect(throws: Fault.self) { try PlanFile(path: path) }
      #expect(throws: Fault.self) { try Manifest(readingFrom: path) }
      #expect(throws: Fault.self) { try PartReader(FilePlace(path)) }
    }
  }

  static func readAll(_ path: String) throws {
    let reader = try ShardReader(path: path)
    var block = RowBlock()
    var scratch = BlockScratch()
    for number in 0..<reader.blockCount {
      try reader.readBlock(number, into: &block, scratch: &scratch)
    }
  }
}

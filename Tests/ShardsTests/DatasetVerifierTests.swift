import ByteIO
import TestSupport
import Testing

@testable import Shards

@Suite("Verifying a data set")
struct DatasetVerifierTests {
  private let data: SampleDataSet

  init() throws {
    data = try SampleDataSet()
  }

  /// What the verifier says once the file `name` has been changed.
  private func damage(
    _ name: String, _ change: (inout [UInt8]) -> Void
  ) throws -> [Damage] {
    let original = try FileSystem.bytes(of: data.directory.file(name))
    var bytes = original
    change(&bytes)
    try data.directory.write(bytes, to: name)
    let damage = DatasetVerifier.verify(data.path, threadCount: 2)
    try data.directory.write(original, to: name)
    return damage
  }

  @Test("finds nothing in a sound one, with any number of threads")
  func sound() {
    for threadCount in [1, 2, 7, 100] {
      #expect(DatasetVerifier.verify(data.path, threadCount: threadCount) == [])
    }
  }

  @Test("names shard, block and rows of a changed block, and no others")
  func changedBlock() throws {
    let shard = data.manifest.shards[1]
    let reader = try ShardReader(path: data.directory.file(shard.name))
    for block in 0..<reader.blockCount {
      for frame in [reader.index.blocks[block].tokens, reader.index.blocks[block].sidecar] {
        let found = try damage(shard.name) { $0[Int(frame.offset) + 9] ^= 16 }
        #expect(found.map(\.kind) == [.fileHash, .content])
        #expect(found.map(\.file) == [shard.name, shard.name])
        #expect(found.map(\.shard) == [1, 1])
        #expect(found.map(\.block) == [nil, block])
        // Shard 1 holds rows 7 to 13, three a block.
        let first = 7 + 3 * block
        #expect(found[1].rows == first..<min(14, first + 3))
      }
    }
  }

  @Test("names the rows of a shard that cannot be opened")
  func changedHeader() throws {
    let shard = data.manifest.shards[1]
    let found = try damage(shard.name) { $0[20] ^= 1 }
    #expect(found.map(\.kind) == [.fileHash, .content])
    #expect(found[1].rows == 7..<14)
    let short = try damage(shard.name) { $0.removeLast() }
    #expect(short.map(\.kind) == [.size, .content])
    let longer = try damage(shard.name) { $0.append(0) }
    #expect(longer.map(\.kind) == [.size, .content])
  }

  @Test("tells a missing file from a damaged one")
  func missing() throws {
    for name in [data.manifest.shards[0].name, "plan", "rejected/00000.jsonl"] {
      let path = data.directory.file(name)
      try FileSystem.rename(path, to: path + "-away")
      let found = DatasetVerifier.verify(data.path)
      #expect(found.map(\.kind) == [.missing])
      #expect(found.map(\.file) == [name])
      // A pipe or a directory in its place is no file, and nothing waits for it.
      try data.directory.makePipe(name)
      #expect(DatasetVerifier.verify(data.path).map(\.kind).contains(.missing))
      try FileSystem.removeFile(path)
      try FileSystem.rename(path + "-away", to: path)
    }
    try FileSystem.removeFile(data.directory.file(DataSetName.manifest))
    #expect(DatasetVerifier.verify(data.path).map(\.kind) == [.manifest])
  }

  @Test("finds every changed bit of plan and rejected records")
  func otherFiles() throws {
    for name in ["plan", "rejected/00000.jsonl"] {
      let count = try FileSystem.bytes(of: data.directory.file(name)).count
      for index in stride(from: 0, to: count, by: name == "plan" ? 17 : 1) {
        let found = try damage(name) { $0[index] ^= 1 << UInt8(index % 8) }
        #expect(found.map(\.file) == [name])
        #expect(found.map(\.kind) == [.fileHash])
      }
      #expect(try damage(name) { $0.removeLast() }.map(\.kind) == [.size])
    }
  }

  @Test("finds a sound shard that is not the manifest's")
  func otherShard() throws {
    let other = try SampleDataSet(seed: 12)
    let name = data.manifest.shards[0].name
    let bytes = try FileSystem.bytes(of: other.directory.file(name))
    let found = try damage(name) { $0 = bytes }
    #expect(found.contains { $0.kind == .mismatch && $0.rows == 0..<7 })
    #expect(!found.contains { $0.kind == .content })
    let swapped = try FileSystem.bytes(of: data.directory.file(data.manifest.shards[1].name))
    #expect(try damage(name) { $0 = swapped }.contains { $0.kind == .mismatch })
    // The same rows at another level are other bytes, of the same content.
    let packed = try SampleDataSet(level: 19)
    let level = try FileSystem.bytes(of: packed.directory.file(name))
    #expect(
      Set(try damage(name) { $0 = level }.map(\.kind)).isSubset(of: [.size, .fileHash, .mismatch]))
  }

  @Test("finds a plan that is sound and of another data set")
  func otherPlan() throws {
    let other = try SampleDataSet(seed: 12)
    let bytes = try FileSystem.bytes(of: other.directory.file("plan"))
    var manifest = data.manifest
    manifest.files[0] = .init(
      name: "plan", .init(byteCount: UInt64(bytes.count), hash: Hash128(of: bytes.span)))
    try data.directory.write(bytes, to: "plan")
    try manifest.write(to: data.directory.place(DataSetName.manifest))
    let found = DatasetVerifier.verify(data.path)
    #expect(found.map(\.file) == ["plan"])
    #expect(found.map(\.kind) == [.mismatch])
  }

  @Test("keeps a reader from opening a shard that is not the manifest's")
  func opening() throws {
    let name = data.manifest.shards[0].name
    let other = try SampleDataSet(seed: 12)
    try data.directory.write(
      try FileSystem.bytes(of: other.directory.file(name)), to: name)
    let error = #expect(throws: Fault.self) { try Dataset(data.path).shard(0) }
    #expect(error?.kind == .mismatch)
  }
}

@Suite("Files whose hashes were made right again")
struct ResealedTests {
  @Test("give an error or other values, but never a crash, whatever bytes are changed")
  func shards() throws {
    let data = try SampleDataSet(linesPerSegment: 6, rowLength: 20, rowsPerShard: 6)
    let name = data.manifest.shards[0].name
    let original = try FileSystem.bytes(of: data.directory.file(name))
    var random = SeededGenerator(seed: 21)
    var sound = 0
    var refused = 0
    for _ in 0..<1500 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        Self.change(&bytes, &random)
      }
      Seal.shard(&bytes)
      try data.directory.write(bytes, to: "resealed")
      do {
        try ShardFileTests.readAll(data.directory.file("resealed"))
        sound += 1
      } catch is Fault {
        refused += 1
      }
    }
    // Both happen: the seal is right, and values are looked at.
    #expect(sound > 30)
    #expect(refused > 300)
  }

  @Test("of plans give an error or other values, but never a crash")
  func plans() throws {
    let data = try SampleDataSet(linesPerSegment: 6)
    let original = try FileSystem.bytes(of: data.directory.file("plan"))
    var random = SeededGenerator(seed: 22)
    var refused = 0
    for _ in 0..<700 {
      var bytes = original
      Self.change(&bytes, &random)
      Seal.plan(&bytes)
      try data.directory.write(bytes, to: "resealed")
      do {
        try PlanFileTests.readAll(data.directory.file("resealed"))
      } catch is Fault {
        refused += 1
      }
    }
    #expect(refused > 150)
  }

  /// Changes a byte, or puts a number at the edge of something in the place of four or eight.
  private static func change(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let edges: [UInt64] = [0, 1, 1 << 16, 1 << 20, 1 << 22, 1 << 31, 1 << 32 - 1, 1 << 63, .max]
    let offset = Int.random(in: 0..<(bytes.count - 8), using: &random)
    let edge = edges.randomElement(using: &random) ?? 0
    switch Int.random(in: 0..<4, using: &random) {
    case 0: Seal.put(edge, at: offset, in: &bytes)
    case 1: Seal.put(UInt32(truncatingIfNeeded: edge), at: offset & ~3, in: &bytes)
    default: bytes[offset] = UInt8.random(in: 0...255, using: &random)
    }
  }
}

import ByteIO
import Glibc
import Planner
import Records
import Shards

/// One measurement of every step, in seconds of processor time.
struct Round {
  private(set) var parts = 0.0
  private(set) var plan = 0.0
  private(set) var assemble = 0.0
  private(set) var read = 0.0
  private(set) var unpack = 0.0
  private(set) var shardByteCount = 0

  private static let rowLength = 2048
  private static let rowsPerShard = 4096

  init(_ corpus: Corpus, in directory: String, level: Int) throws {
    let folder = Folder(directory)
    try FilePlace(directory).removeTree()
    try folder.make()
    let places = corpus.units.map { folder.place("\($0.number).part") }
    try Self.time(&parts) {
      for (unit, place) in zip(corpus.units, places) { try Self.write(unit, to: place) }
    }
    var set: PartSet?
    var rows = RowPlan()
    try Self.time(&plan) {
      let planner = Planner(PlanOptions())
      var facts = FactTable(columns: planner.columns)
      set = try PartSet(places, columns: planner.columns) { facts.append($0, words: $1) }
      rows = try planner.plan(facts, sourceNames: [""])[.train]
    }
    guard let set else { return }
    var shardPaths: [String] = []
    try Self.time(&assemble) {
      let assembler = ShardAssembler(
        records: set,
        options: ShardAssembler.Options(
          rowLength: Self.rowLength, padToken: 128_004, level: level, tokenizerHash: .none,
          configHash: .none))
      for first in stride(from: 0, to: rows.rowCount, by: Self.rowsPerShard) {
        let path = directory + "/\(first).shard"
        let summary = try assembler.assemble(
          first..<min(first + Self.rowsPerShard, rows.rowCount), of: rows, to: FilePlace(path),
          split: "train", name: path)
        shardByteCount += Int(summary?.byteCount ?? 0)
        shardPaths.append(path)
      }
    }
    try readBlocks(shardPaths)
    try FilePlace(directory).removeTree()
  }

  private static func write(_ unit: Corpus.Unit, to place: FilePlace) throws {
    var part = try PartWriter(
      place, unit: unit.number, columns: Planner(PlanOptions()).columns, rawForLongerThan: rowLength
    )
    for batch in unit.batches {
      // The raw bytes of what is dropped are not held: few, and no part of a token's cost.
      try part.append(batch.conversations, batch.tokens) { _, _, _ in }
    }
    _ = try part.finish(
      segments: unit.segments, segmentHashes: unit.segmentHashes, lineCounts: unit.lineCounts,
      recordCount: unit.recordCount, unitByteCount: unit.byteCount, unitHash: unit.hash)
  }

  /// Reads every block, verified as everywhere, and then unpacks its rows.
  private mutating func readBlocks(_ paths: [String]) throws {
    var block = RowBlock()
    var scratch = BlockScratch()
    var tokens: [UInt32] = []
    for path in paths {
      let reader = try ShardReader(path: path)
      for number in 0..<reader.blockCount {
        try Self.time(&read) { try reader.readBlock(number, into: &block, scratch: &scratch) }
        Self.time(&unpack) {
          for row in 0..<block.rowCount { block.tokens(ofRow: row, into: &tokens) }
        }
      }
    }
  }

  private static func time(_ seconds: inout Double, _ body: () throws -> Void) rethrows {
    let start = processorSeconds()
    try body()
    seconds += processorSeconds() - start
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

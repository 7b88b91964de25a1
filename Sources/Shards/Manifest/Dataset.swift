package import ByteIO

/// An open data set: its manifest, and its shards, opened when they are first read.
package final class Dataset: Sendable {
  /// Where a row is stored.
  package struct RowPlace: Sendable, Equatable {
    /// The shard's number in the manifest.
    package var shard: Int
    package var block: Int
    /// The row's number in the block.
    package var row: Int
  }

  package let directory: String
  package let manifest: Manifest
  /// Where each split's shards begin in the manifest's list.
  private let firstShards: [Int]
  private let readers: Monitor<[ShardReader?]>

  /// Opens the data set in `directory`: reads and checks its manifest, and opens no shard yet.
  package init(_ directory: String) throws(Fault) {
    self.directory = directory
    manifest = try Manifest(readingFrom: directory + "/" + DataSetName.manifest)
    var firstShards: [Int] = []
    var next = 0
    for split in manifest.splits {
      firstShards.append(next)
      next += manifest.shards(ofSplit: split.name).count
    }
    self.firstShards = firstShards
    readers = Monitor([ShardReader?](repeating: nil, count: manifest.shards.count))
  }

  /// The number of the split `name`; nil where there is none.
  package func split(named name: String) -> Int? {
    manifest.splits.firstIndex { $0.name == name }
  }

  /// Where row `row` of split `split` is stored: arithmetic, since all shards of a split but its
  /// last have the same number of rows.
  package func place(ofRow row: Int, split: Int) -> RowPlace {
    precondition((0..<manifest.splits[split].rowCount).contains(row), "row out of range")
    let inShard = row % manifest.rowsPerShard
    return RowPlace(
      shard: firstShards[split] + row / manifest.rowsPerShard,
      block: inShard / manifest.rowsPerBlock, row: inShard % manifest.rowsPerBlock)
  }

  /// The reader of shard `number`; opened at the first call, the same one after.
  ///
  /// - Throws: `mismatch` where the shard is not the one that the manifest means.
  package func shard(_ number: Int) throws(Fault) -> ShardReader {
    if let reader = readers.withLock({ $0[number] }) { return reader }
    // Opened without the lock: two threads may both open it, and the first to finish wins.
    let reader = try openShard(number)
    return readers.withLock { readers in
      if let earlier = readers[number] { return earlier }
      readers[number] = reader
      return reader
    }
  }

  /// Opens the plan and makes sure that it is this data set's: reads all of it once.
  package func plan() throws(Fault) -> PlanFile {
    let plan = try PlanFile(path: directory + "/" + DataSetName.plan)
    try plan.check(against: manifest)
    return plan
  }

  /// Opens shard `number` anew: for a caller that bounds how many it holds open.
  ///
  /// - Throws: `mismatch` where the shard is not the one that the manifest means.
  package func openShard(_ number: Int) throws(Fault) -> ShardReader {
    let reader = try ShardReader(path: directory + "/" + manifest.shards[number].name)
    try manifest.check(reader, number)
    return reader
  }

  /// Reads the block that holds a row.
  package func readBlock(
    at place: RowPlace, into block: inout RowBlock, scratch: inout BlockScratch
  ) throws(Fault) {
    try shard(place.shard).readBlock(place.block, into: &block, scratch: &scratch)
  }
}

extension Manifest {
  /// Makes sure that an open shard is number `number` of this manifest.
  func check(_ reader: ShardReader, _ number: Int) throws(Fault) {
    let stated = shards[number]
    func check(
      _ holds: Bool, _ what: String, _ expected: some CustomStringConvertible,
      _ found: some CustomStringConvertible
    ) throws(Fault) {
      guard holds else {
        throw Fault(
          .mismatch, reader.path, .header, expected: "\(what) \(expected), as in the manifest",
          found: found.description)
      }
    }
    let header = reader.header
    try check(reader.byteCount == stated.byteCount, "length", stated.byteCount, reader.byteCount)
    try check(header.split == stated.split, "split", stated.split, header.split)
    try check(header.firstRow == stated.firstRow, "first row", stated.firstRow, header.firstRow)
    try check(header.rowCount == stated.rowCount, "rows", stated.rowCount, header.rowCount)
    try check(header.rowLength == rowLength, "row length", rowLength, header.rowLength)
    try check(
      header.rowsPerBlock == rowsPerBlock, "rows a block", rowsPerBlock, header.rowsPerBlock)
    try check(header.padToken == padToken, "pad token", padToken, header.padToken)
    try check(
      header.tokenizerHash == tokenizer.fileHash, "tokenizer", tokenizer.fileHash,
      header.tokenizerHash)
    let found = reader.summary(name: stated.name, fileHash: stated.fileHash)
    try check(
      found.decodedHash == stated.decodedHash, "decoded hash", stated.decodedHash,
      found.decodedHash)
    try check(found == stated, "figures", JSONWriter.line(stated.json), JSONWriter.line(found.json))
  }
}

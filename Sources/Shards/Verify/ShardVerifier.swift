import ByteIO

/// Verifies shards one after the other, with memory that is reused.
struct ShardVerifier: ~Copyable {
  private let directory: String
  private let manifest: Manifest
  private let progress: Progress
  private var block = RowBlock()
  private var scratch = BlockScratch()
  private var tokens: [UInt32] = []

  init(directory: String, manifest: Manifest, progress: Progress = Progress()) {
    self.directory = directory
    self.manifest = manifest
    self.progress = progress
  }

  /// What reading all of an open shard gives.
  struct Contents {
    /// What is wrong with its blocks, and with the hash over all of them.
    var faults: [(block: Int?, error: Fault)] = []
    /// The hash of the file's bytes; nil where some could not be read.
    var fileHash: Hash128?
  }

  /// What is wrong with shard `number` of the manifest: the file as a whole, then block by block.
  ///
  /// The file is read once: its own hash is taken of the bytes that the blocks are decoded from.
  mutating func verify(shard number: Int) -> [Damage] {
    let stated = manifest.shards[number]
    let rows = Int(stated.firstRow)..<(Int(stated.firstRow) + stated.rowCount)
    func whole() -> Damage? {
      DatasetVerifier.compare(
        stated.name, in: directory, byteCount: stated.byteCount, hash: stated.fileHash,
        shard: number)
    }
    let reader: ShardReader
    do {
      reader = try ShardReader(path: directory + "/" + stated.name)
    } catch {
      let whole = whole()
      if let whole, whole.kind == .missing { return [whole] }
      return (whole.map { [$0] } ?? []) + [
        Damage(
          file: stated.name, kind: .content, shard: number, rows: rows,
          description: error.description)
      ]
    }
    let contents = read(reader)
    var damage: [Damage] = []
    if reader.byteCount != stated.byteCount || contents.fileHash != stated.fileHash,
      let whole = whole()
    {
      damage.append(whole)
    }
    do {
      try manifest.check(reader, number)
    } catch {
      damage.append(
        Damage(
          file: stated.name, kind: .mismatch, shard: number, rows: rows,
          description: error.description))
    }
    for fault in contents.faults {
      damage.append(
        Damage(
          file: stated.name, kind: .content, shard: number, block: fault.block,
          rows: fault.block.map { block in
            let first = Int(reader.header.firstRow)
            let own = reader.header.rows(ofBlock: block)
            return (first + own.lowerBound)..<(first + own.upperBound)
          }, description: fault.error.description))
    }
    return damage
  }

  /// Reads all of an open shard.
  mutating func read(_ reader: ShardReader) -> Contents {
    var contents = Contents()
    var decoded = StreamingHash()
    var file = StreamingHash()
    var isWhole = true
    do {
      try reader.readHead(into: &scratch.compressed)
      file.update(scratch.compressed.span)
      progress.add(scratch.compressed.count)
    } catch {
      isWhole = false
    }
    for index in 0..<reader.blockCount {
      do {
        defer {
          file.update(scratch.compressed.span)
          progress.add(scratch.compressed.count)
        }
        try reader.readBlock(index, into: &block, scratch: &scratch)
        decoded.update(block.planes.span)
        decoded.update(block.sidecarBytes.span)
        try checkPadding(reader, index)
      } catch {
        if error.kind == .file { isWhole = false }
        contents.faults.append((index, error))
      }
    }
    do {
      try reader.readTail(into: &scratch.compressed)
      file.update(scratch.compressed.span)
      progress.add(scratch.compressed.count)
    } catch {
      isWhole = false
    }
    if isWhole { contents.fileHash = file.digest() }
    let actual = decoded.digest()
    if contents.faults.isEmpty, actual != reader.decodedHash {
      contents.faults.append(
        (
          nil,
          Fault(
            .checksum, reader.path, .file, expected: "decoded bytes of xxh3 \(reader.decodedHash)",
            found: "\(actual)")
        ))
    }
    return contents
  }

  /// What stands after a row's last segment is the pad token, and nothing is in the unused bits.
  private mutating func checkPadding(
    _ reader: ShardReader, _ index: Int
  ) throws(Fault) {
    let padToken = reader.header.padToken
    for row in 0..<block.rowCount {
      let content = block.contentTokenCount(ofRow: row)
      guard content < block.rowLength else { continue }
      block.tokens(ofRow: row, from: content, into: &tokens)
      guard tokens.allSatisfy({ $0 == padToken }) else {
        throw Fault(
          .malformed, reader.path, .row(reader.header.rows(ofBlock: index).lowerBound + row),
          expected: "the pad token \(padToken) from token \(content) on", found: "other tokens")
      }
    }
    let tokenCount = block.rowCount * block.rowLength
    let planes = block.planes.span
    let unused = tokenCount % 8 == 0 ? 0 : planes[planes.count - 1] >> UInt8(tokenCount % 8)
    guard unused == 0 else {
      throw Fault(
        .malformed, reader.path, .block(index), expected: "unused bits of zero",
        found: "\(unused)")
    }
  }
}

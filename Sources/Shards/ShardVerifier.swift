import ByteIO

/// Verifies shards one after the other, with memory that is reused.
struct ShardVerifier: ~Copyable {
  private let directory: String
  private let manifest: Manifest
  private var block = RowBlock()
  private var scratch = BlockScratch()
  private var tokens: [UInt32] = []

  init(directory: String, manifest: Manifest) {
    self.directory = directory
    self.manifest = manifest
  }

  /// What is wrong with shard `number` of the manifest: the file as a whole, then block by block.
  mutating func verify(shard number: Int) -> [Damage] {
    let stated = manifest.shards[number]
    var damage: [Damage] = []
    if let whole = DatasetVerifier.compare(
      stated.name, in: directory, byteCount: stated.byteCount, hash: stated.fileHash,
      shard: number)
    {
      damage.append(whole)
      if whole.kind == .missing { return damage }
    }
    let rows = Int(stated.firstRow)..<(Int(stated.firstRow) + stated.rowCount)
    let reader: ShardReader
    do {
      reader = try ShardReader(path: directory + "/" + stated.name)
    } catch {
      damage.append(
        Damage(
          file: stated.name, kind: .content, shard: number, rows: rows,
          description: error.description))
      return damage
    }
    do {
      try manifest.check(reader, number)
    } catch {
      damage.append(
        Damage(
          file: stated.name, kind: .mismatch, shard: number, rows: rows,
          description: error.description))
    }
    for fault in faults(of: reader) {
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

  /// What is wrong with the blocks of an open shard, and with the hash over all of them.
  mutating func faults(of reader: ShardReader) -> [(block: Int?, error: ShardError)] {
    var faults: [(block: Int?, error: ShardError)] = []
    var decoded = StreamingHash()
    for index in 0..<reader.blockCount {
      do {
        try reader.readBlock(index, into: &block, scratch: &scratch)
        decoded.update(block.planes.span)
        decoded.update(block.sidecarBytes.span)
        try checkPadding(reader, index)
      } catch {
        faults.append((index, error))
      }
    }
    let actual = decoded.digest()
    if faults.isEmpty, actual != reader.decodedHash {
      faults.append(
        (
          nil,
          ShardError(
            .checksum, reader.path, .file, expected: "decoded bytes of xxh3 \(reader.decodedHash)",
            found: "\(actual)")
        ))
    }
    return faults
  }

  /// What stands behind a row's last segment is the pad token, and nothing is in the unused bits.
  private mutating func checkPadding(
    _ reader: ShardReader, _ index: Int
  ) throws(ShardError) {
    let padToken = reader.header.padToken
    for row in 0..<block.rowCount {
      let content = block.contentTokenCount(ofRow: row)
      guard content < block.rowLength else { continue }
      block.tokens(ofRow: row, from: content, into: &tokens)
      guard tokens.allSatisfy({ $0 == padToken }) else {
        throw ShardError(
          .malformed, reader.path, .row(reader.header.rows(ofBlock: index).lowerBound + row),
          expected: "the pad token \(padToken) from token \(content) on", found: "other tokens")
      }
    }
    let tokenCount = block.rowCount * block.rowLength
    let planes = block.planes.span
    let unused = tokenCount % 8 == 0 ? 0 : planes[planes.count - 1] >> UInt8(tokenCount % 8)
    guard unused == 0 else {
      throw ShardError(
        .malformed, reader.path, .block(index), expected: "unused bits of zero",
        found: "\(unused)")
    }
  }
}

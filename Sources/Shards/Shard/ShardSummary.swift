package import ByteIO

/// One shard in figures: what the manifest holds of it, and the receipt of the task that made it.
package struct ShardSummary: JSONDocument, Equatable {
  /// The shard's path in the data set: `shards/train-00000.shard`.
  package var name: String
  package var split: String
  /// The number in the split of the shard's first row.
  package var firstRow: UInt64
  package var rowCount: Int
  package var byteCount: UInt64
  /// XXH3-128 of all bytes of the file.
  package var fileHash: Hash128
  /// XXH3-128 of the decoded tokens and sidecars, the same whatever the level of compression.
  package var decodedHash: Hash128
  /// Tokens of records, padding left out.
  package var tokenCount: UInt64
  package var trainedTokenCount: UInt64
  package var paddingTokenCount: UInt64
  package var segmentCount: UInt64

  package init(
    name: String, split: String, firstRow: UInt64, rowCount: Int, byteCount: UInt64,
    fileHash: Hash128, decodedHash: Hash128, tokenCount: UInt64, trainedTokenCount: UInt64,
    paddingTokenCount: UInt64, segmentCount: UInt64
  ) {
    self.name = name
    self.split = split
    self.firstRow = firstRow
    self.rowCount = rowCount
    self.byteCount = byteCount
    self.fileHash = fileHash
    self.decodedHash = decodedHash
    self.tokenCount = tokenCount
    self.trainedTokenCount = trainedTokenCount
    self.paddingTokenCount = paddingTokenCount
    self.segmentCount = segmentCount
  }

  package var json: JSONValue {
    [
      "name": .string(name), "split": .string(split), "first_row": JSONValue(firstRow),
      "rows": JSONValue(rowCount), "byte_count": JSONValue(byteCount),
      "file_hash": .string(fileHash.description),
      "decoded_hash": .string(decodedHash.description), "tokens": JSONValue(tokenCount),
      "trained_tokens": JSONValue(trainedTokenCount),
      "padding_tokens": JSONValue(paddingTokenCount), "segments": JSONValue(segmentCount),
    ]
  }

  package init(_ reader: JSONReader) throws(JSONError) {
    let split = try reader["split"].splitName()
    self.split = split
    name = try reader["name"].fileName { DataSetName.shardSplit(of: $0) == split }
    firstRow = try reader["first_row"].integer(0...UInt64(Int64.max))
    rowCount = try reader["rows"].integer(ShardLayout.rowCounts)
    byteCount = try reader["byte_count"].integer(0...UInt64(Int64.max))
    fileHash = try reader["file_hash"].hash()
    decodedHash = try reader["decoded_hash"].hash()
    // Far above any shard, and low enough that sums of them do not overflow.
    let counts: ClosedRange<UInt64> = 0...(1 << 45)
    tokenCount = try reader["tokens"].integer(counts)
    trainedTokenCount = try reader["trained_tokens"].integer(counts)
    paddingTokenCount = try reader["padding_tokens"].integer(counts)
    segmentCount = try reader["segments"].integer(counts)
  }
}

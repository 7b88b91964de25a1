package import ByteIO

extension Manifest: JSONDocument {
  private static let hashKey = "manifest_hash"
  private static let splitLimit = 256

  /// The members, and as the last one the XXH3-128 of all others, written on one line.
  package var json: JSONValue {
    guard case .object(let members) = body else { return body }
    return .object(members + [.init(Self.hashKey, .string(Self.hash(of: members).description))])
  }

  private static func hash(of members: some Sequence<JSONValue.Member>) -> Hash128 {
    Hash128(of: Array(JSONWriter.line(.object(Array(members))).utf8).span)
  }

  private var body: JSONValue {
    [
      "format": .string(Self.format), "version": JSONValue(Self.version),
      "dataset_id": .string(dataSetID.description),
      "tool": ["name": .string(toolName), "version": .string(toolVersion)],
      "libraries": .object(
        libraries.map { JSONValue.Member($0.name, .string($0.version)) }),
      "tokenizer": [
        "sha256": .string(tokenizer.fileHash.description),
        "behaviour_hash": .string(tokenizer.behaviourHash.description),
        "token_count": JSONValue(tokenizer.tokenCount),
      ],
      "template": [
        "name": .string(template.name), "version": .string(template.version),
        "date": .string(template.date),
      ], "options": .object(options),
      "inputs": .array(
        inputs.map {
          [
            "path": .string($0.path), "compression": .string($0.compression),
            "byte_count": JSONValue($0.byteCount),
          ]
        }), "input_hash": .string(inputHash.description), "row_length": JSONValue(rowLength),
      "rows_per_block": JSONValue(rowsPerBlock), "rows_per_shard": JSONValue(rowsPerShard),
      "pad_token": JSONValue(padToken),
      "splits": .array(
        splits.map {
          [
            "name": .string($0.name), "rows": JSONValue($0.rowCount),
            "tokens": JSONValue($0.tokenCount),
            "trained_tokens": JSONValue($0.trainedTokenCount),
            "padding_tokens": JSONValue($0.paddingTokenCount),
          ]
        }), "shards": .array(shards.map(\.json)),
      "files": .array(
        files.map {
          [
            "name": .string($0.name), "byte_count": JSONValue($0.byteCount),
            "hash": .string($0.hash.description),
          ]
        }),
    ]
  }

  /// Reads a manifest and refuses one that contradicts itself or names what it must not.
  package init(_ reader: JSONReader) throws(JSONError) {
    try reader["format"].require(Self.format)
    let _: Int = try reader["version"].integer(Self.version...Self.version)
    let members = try reader.members()
    let hash = Self.hash(of: members.dropLast().map { .init($0.key, $0.reader.value) })
    guard let last = members.last, last.key == Self.hashKey, try last.reader.hash() == hash else {
      throw .unexpected(path: Self.hashKey, expected: "\(hash), as the other members make it")
    }
    let tool = try reader["tool"]
    toolName = try tool["name"].string()
    toolVersion = try tool["version"].string()
    libraries = []
    for library in try reader["libraries"].members() {
      libraries.append(Library(name: library.key, version: try library.reader.string()))
    }
    tokenizer = try Tokenizer(reader["tokenizer"])
    template = try Template(reader["template"])
    options = []
    for option in try reader["options"].members() {
      options.append(JSONValue.Member(option.key, option.reader.value))
    }
    inputs = []
    for input in try reader["inputs"].elements() {
      inputs.append(
        Input(
          path: try input["path"].string(), compression: try input["compression"].string(),
          byteCount: try input["byte_count"].integer()))
    }
    inputHash = try reader["input_hash"].hash()
    let rowLength = try reader["row_length"].integer(ShardLayout.rowLengths)
    self.rowLength = rowLength
    rowsPerBlock = try reader["rows_per_block"].integer(
      1...(ShardLayout.blockTokenLimit / rowLength))
    rowsPerShard = try reader["rows_per_shard"].integer(ShardLayout.rowCounts)
    padToken = try reader["pad_token"].integer(0...(TokenPlanes.tokenLimit - 1))
    splits = []
    for split in try reader["splits"].elements() {
      splits.append(
        Split(
          name: try split["name"].splitName(),
          rowCount: try split["rows"].integer(0...Int(Int64.max)),
          tokenCount: try split["tokens"].integer(),
          trainedTokenCount: try split["trained_tokens"].integer(),
          paddingTokenCount: try split["padding_tokens"].integer()))
    }
    shards = []
    for shard in try reader["shards"].elements() { shards.append(try ShardSummary(shard)) }
    files = []
    for file in try reader["files"].elements() {
      files.append(
        OtherFile(
          name: try file["name"].fileName(DataSetName.isOther),
          byteCount: try file["byte_count"].integer(0...UInt64(Int64.max)),
          hash: try file["hash"].hash()))
    }
    try checkSums()
    guard try reader["dataset_id"].hash() == dataSetID else {
      throw .unexpected(path: "dataset_id", expected: "\(dataSetID), as the shards make it")
    }
  }

  /// Shards stand split by split and continue one another; all but a split's last are full; the
  /// splits' figures are the sums of their shards'; no name stands twice.
  private func checkSums() throws(JSONError) {
    var number = 0
    guard splits.count <= Self.splitLimit, Set(splits.map(\.name)).count == splits.count else {
      throw .unexpected(
        path: "splits", expected: "at most \(Self.splitLimit) splits of different names")
    }
    for (index, split) in splits.enumerated() {
      var sum = Split(name: split.name, shards: EmptyCollection())
      let first = number
      while number < shards.count, shards[number].split == split.name {
        let shard = shards[number]
        let isLast = number + 1 == shards.count || shards[number + 1].split != split.name
        let tokens = shard.tokenCount + shard.paddingTokenCount
        guard shard.name == DataSetName.shard(split: split.name, number: number - first),
          shard.firstRow == UInt64(sum.rowCount),
          isLast ? shard.rowCount <= rowsPerShard : shard.rowCount == rowsPerShard,
          tokens == UInt64(shard.rowCount) * UInt64(rowLength),
          shard.trainedTokenCount <= shard.tokenCount
        else {
          throw .unexpected(
            path: "shards[\(number)]", expected: "the shard that follows, with its rows and sums")
        }
        sum.rowCount += shard.rowCount
        sum.tokenCount += shard.tokenCount
        sum.trainedTokenCount += shard.trainedTokenCount
        sum.paddingTokenCount += shard.paddingTokenCount
        number += 1
      }
      guard sum == split else {
        throw .unexpected(path: "splits[\(index)]", expected: "the sums of its shards")
      }
    }
    guard number == shards.count else {
      throw .unexpected(
        path: "shards[\(number)]", expected: "a shard of the split whose turn it is")
    }
    guard Set(files.map(\.name)).count == files.count else {
      throw .unexpected(path: "files", expected: "files of different names")
    }
  }
}

extension Manifest.Tokenizer {
  fileprivate init(_ reader: JSONReader) throws(JSONError) {
    let digits = try reader["sha256"]
    guard let hash = Fingerprint(try digits.string()) else {
      throw .unexpected(path: digits.path, expected: "64 hexadecimal digits")
    }
    fileHash = hash
    behaviourHash = try reader["behaviour_hash"].hash()
    tokenCount = try reader["token_count"].integer(0...Int(TokenPlanes.tokenLimit))
  }
}

extension Manifest.Template {
  fileprivate init(_ reader: JSONReader) throws(JSONError) {
    name = try reader["name"].string()
    version = try reader["version"].string()
    date = try reader["date"].string()
  }
}

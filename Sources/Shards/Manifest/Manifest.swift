package import ByteIO

/// What a data set says of itself: `manifest.json`, written last.
///
/// Holds nothing that depends on when, where or by how many threads it was made.
package struct Manifest: Sendable, Equatable {
  package static let format = "prep data set"
  package static let version = 1

  /// A library whose version may change what a build gives.
  package struct Library: Sendable, Equatable {
    package var name: String
    package var version: String

    package init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  package struct Tokenizer: Sendable, Equatable {
    /// The SHA-256 of the vocabulary file.
    package var fileHash: Fingerprint
    /// Stands for what the tokenizer does with a fixed list of texts, whatever file it came from.
    package var behaviourHash: Hash128
    package var tokenCount: Int

    package init(fileHash: Fingerprint, behaviourHash: Hash128, tokenCount: Int) {
      self.fileHash = fileHash
      self.behaviourHash = behaviourHash
      self.tokenCount = tokenCount
    }
  }

  package struct Template: Sendable, Equatable {
    package var name: String
    package var version: String
    /// The date that the template prints; empty where it prints none.
    package var date: String

    package init(name: String, version: String, date: String) {
      self.name = name
      self.version = version
      self.date = date
    }
  }

  /// One input file.
  package struct Input: Sendable, Equatable {
    /// The path as it was given or listed.
    package var path: String
    /// How the file is compressed: `none`, `gzip` or `zstd`.
    package var compression: String
    /// The file's length, decompressed.
    package var byteCount: UInt64

    package init(path: String, compression: String, byteCount: UInt64) {
      self.path = path
      self.compression = compression
      self.byteCount = byteCount
    }
  }

  package struct Split: Sendable, Equatable {
    package var name: String
    package var rowCount: Int
    package var tokenCount: UInt64
    package var trainedTokenCount: UInt64
    package var paddingTokenCount: UInt64

    package init(
      name: String, rowCount: Int, tokenCount: UInt64, trainedTokenCount: UInt64,
      paddingTokenCount: UInt64
    ) {
      self.name = name
      self.rowCount = rowCount
      self.tokenCount = tokenCount
      self.trainedTokenCount = trainedTokenCount
      self.paddingTokenCount = paddingTokenCount
    }

    /// The sums over the split's shards.
    package init(name: String, shards: some Sequence<ShardSummary>) {
      self.init(
        name: name, rowCount: 0, tokenCount: 0, trainedTokenCount: 0, paddingTokenCount: 0)
      for shard in shards {
        rowCount += shard.rowCount
        tokenCount += shard.tokenCount
        trainedTokenCount += shard.trainedTokenCount
        paddingTokenCount += shard.paddingTokenCount
      }
    }
  }

  /// A file of the data set that is no shard.
  package struct OtherFile: Sendable, Equatable {
    package var name: String
    package var byteCount: UInt64
    package var hash: Hash128

    package init(name: String, byteCount: UInt64, hash: Hash128) {
      self.name = name
      self.byteCount = byteCount
      self.hash = hash
    }

    package init(name: String, _ summary: AtomicFile.Summary) {
      self.init(name: name, byteCount: summary.byteCount, hash: summary.hash)
    }
  }

  package var toolName = "prep"
  package var toolVersion: String
  package var libraries: [Library]
  package var tokenizer: Tokenizer
  package var template: Template
  /// The options of the build, in the order they are documented.
  package var options: [JSONValue.Member]
  package var inputs: [Input]
  /// Stands for the bytes of all inputs.
  package var inputHash: Hash128
  package var rowLength: Int
  package var rowsPerBlock: Int
  package var rowsPerShard: Int
  package var padToken: UInt32
  package var splits: [Split]
  /// All shards, split by split, in the order of their rows.
  package var shards: [ShardSummary]
  package var files: [OtherFile]

  package init(
    toolVersion: String, libraries: [Library], tokenizer: Tokenizer, template: Template,
    options: [JSONValue.Member], inputs: [Input], inputHash: Hash128, rowLength: Int,
    rowsPerBlock: Int, rowsPerShard: Int, padToken: UInt32, splitNames: [String],
    shards: [ShardSummary], files: [OtherFile]
  ) {
    self.toolVersion = toolVersion
    self.libraries = libraries
    self.tokenizer = tokenizer
    self.template = template
    self.options = options
    self.inputs = inputs
    self.inputHash = inputHash
    self.rowLength = rowLength
    self.rowsPerBlock = rowsPerBlock
    self.rowsPerShard = rowsPerShard
    self.padToken = padToken
    splits = splitNames.map { name in
      Split(name: name, shards: shards.filter { $0.split == name })
    }
    self.shards = shards
    self.files = files
  }

  /// The data set's id: XXH3-128 over the decoded hashes of its shards, in order, each as 16
  /// bytes, low half first, little-endian.
  package var dataSetID: Hash128 {
    var fields = ByteFields()
    for shard in shards { fields.append(shard.decodedHash) }
    return Hash128(of: fields.bytes.span)
  }

  /// The shards of the split `name`, in the order of their rows.
  package func shards(ofSplit name: String) -> [ShardSummary] {
    shards.filter { $0.split == name }
  }
}

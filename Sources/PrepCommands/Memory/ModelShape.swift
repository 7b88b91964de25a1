import ByteIO

/// The sizes of a Llama-like model that decide what training it takes.
struct ModelShape: Equatable {
  var name: String
  var hiddenSize: Int
  var intermediateSize: Int
  var layerCount: Int
  var headCount: Int
  var keyValueHeadCount: Int
  var headSize: Int
  var vocabularySize: Int
  /// Whether the head shares the embedding's weights.
  var tiesEmbeddings: Bool

  /// The models known by name: what stands in their `config.json`.
  static let known = [
    ModelShape(
      name: "llama-3.1-8b", hiddenSize: 4096, intermediateSize: 14_336, layerCount: 32,
      headCount: 32, keyValueHeadCount: 8, headSize: 128, vocabularySize: 128_256,
      tiesEmbeddings: false),
    ModelShape(
      name: "llama-3.1-70b", hiddenSize: 8192, intermediateSize: 28_672, layerCount: 80,
      headCount: 64, keyValueHeadCount: 8, headSize: 128, vocabularySize: 128_256,
      tiesEmbeddings: false),
    ModelShape(
      name: "llama-3.2-1b", hiddenSize: 2048, intermediateSize: 8192, layerCount: 16,
      headCount: 32, keyValueHeadCount: 8, headSize: 64, vocabularySize: 128_256,
      tiesEmbeddings: true),
    ModelShape(
      name: "llama-3.2-3b", hiddenSize: 3072, intermediateSize: 8192, layerCount: 28,
      headCount: 24, keyValueHeadCount: 8, headSize: 128, vocabularySize: 128_256,
      tiesEmbeddings: true),
  ]

  /// The shape that a model's `config.json` states.
  ///
  /// - Throws: What of it is missing, or beyond all bounds.
  init(readingFrom path: String) throws(Fault) {
    let text = try FilePlace(path).read(limit: 1 << 20)
    do {
      let reader = try JSONReader(parsing: text.span)
      func count(_ key: String) throws(JSONError) -> Int { try reader[key].integer(1...(1 << 24)) }
      name = path
      hiddenSize = try count("hidden_size")
      intermediateSize = try count("intermediate_size")
      layerCount = try count("num_hidden_layers")
      headCount = try count("num_attention_heads")
      vocabularySize = try count("vocab_size")
      keyValueHeadCount =
        try reader.optional("num_key_value_heads")?.integer(1...(1 << 24))
        ?? headCount
      headSize = try reader.optional("head_dim")?.integer(1...(1 << 24)) ?? hiddenSize / headCount
      tiesEmbeddings = try reader.optional("tie_word_embeddings")?.boolean() ?? false
    } catch {
      throw error.fault(in: path)
    }
  }

  init(
    name: String, hiddenSize: Int, intermediateSize: Int, layerCount: Int, headCount: Int,
    keyValueHeadCount: Int, headSize: Int, vocabularySize: Int, tiesEmbeddings: Bool
  ) {
    self.name = name
    self.hiddenSize = hiddenSize
    self.intermediateSize = intermediateSize
    self.layerCount = layerCount
    self.headCount = headCount
    self.keyValueHeadCount = keyValueHeadCount
    self.headSize = headSize
    self.vocabularySize = vocabularySize
    self.tiesEmbeddings = tiesEmbeddings
  }

  /// The width of queries, and of keys or values.
  var querySize: Int { headCount * headSize }
  var keyValueSize: Int { keyValueHeadCount * headSize }

  /// Weights of the linear layers within the blocks, which are what 4 bits shrink.
  var linearParameterCount: Int {
    layerCount
      * (hiddenSize * (2 * querySize + 2 * keyValueSize) + 3 * hiddenSize * intermediateSize)
  }

  /// All other weights: embedding, head and norms.
  var otherParameterCount: Int {
    (tiesEmbeddings ? 1 : 2) * vocabularySize * hiddenSize + (2 * layerCount + 1) * hiddenSize
  }

  /// Weights of a LoRA adapter of rank `rank` on q, k, v and o.
  func adapterParameterCount(rank: Int) -> Int {
    let query = 2 * rank * (hiddenSize + querySize)
    let keyValue = 2 * rank * (hiddenSize + keyValueSize)
    return layerCount * (query + keyValue)
  }
}

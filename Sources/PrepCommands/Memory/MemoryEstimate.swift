/// What a LoRA training of a Llama takes of a device's memory, by a stated formula.
///
/// Activations are those that autograd keeps under bf16 autocast with SDPA, counted in transformers 5
/// with PEFT: of a layer 35 bytes for each element of the hidden size, 6 for each of the intermediate
/// size, 4.5 for each of keys or values and 34 for each rank of the adapter, a token. With
/// checkpointing 2 bytes a hidden element of each layer stay, and one layer at a time has the rest.
/// `python/tests/trainers/test_memory.py` compares this with what autograd keeps.
struct MemoryEstimate {
  var shape: ModelShape
  /// Bits of a weight of the linear layers: 4 or 16.
  var bits: Int
  var rank: Int
  /// Rows of a micro-batch, and tokens of a row.
  var batchSize: Int
  var sequenceLength: Int
  var usesCheckpointing: Bool
  /// Whether the loss is computed without the logits of all tokens at once (TRL 1.16).
  var hasFusedHead: Bool

  /// One part of the memory, in bytes.
  struct Part {
    var name: String
    var byteCount: Double
  }

  private var tokenCount: Double { Double(batchSize * sequenceLength) }

  /// Weights: NF4 with a 4-byte scale for 64 of them, or bf16; what is not linear stays bf16.
  var weightByteCount: Double {
    let linear = bits == 4 ? 0.5 + 4.0 / 64 : 2
    return Double(shape.linearParameterCount) * linear + 2 * Double(shape.otherParameterCount)
  }

  /// The adapter's weights, gradients and AdamW's two moments, all float32.
  var adapterByteCount: Double { 16 * Double(shape.adapterParameterCount(rank: rank)) }

  /// What autograd keeps of one layer, a token.
  var layerByteCountPerToken: Double {
    35 * Double(shape.hiddenSize) + 6 * Double(shape.intermediateSize)
      + 4.5 * Double(shape.keyValueSize) + 34 * Double(rank)
  }

  var activationByteCount: Double {
    let layerCount = Double(shape.layerCount)
    let rest = 4 * Double(shape.hiddenSize)
    let perToken =
      usesCheckpointing
      ? 2 * Double(shape.hiddenSize) * layerCount + layerByteCountPerToken
      : layerByteCountPerToken * layerCount
    return tokenCount * (perToken + rest)
  }

  /// Logits in bf16 and float32, and the gradients of both.
  var logitByteCount: Double {
    hasFusedHead ? 0 : tokenCount * Double(shape.vocabularySize) * 12
  }

  /// The largest weight as bf16, which 4 bits are unpacked to, and what the driver takes.
  var workspaceByteCount: Double {
    let largest = 2 * Double(shape.hiddenSize * shape.intermediateSize)
    return (bits == 4 ? largest : 0) + 0.6e9
  }

  var parts: [Part] {
    [
      Part(name: "model's weights, \(bits) bits", byteCount: weightByteCount),
      Part(name: "adapter, its gradients, AdamW", byteCount: adapterByteCount),
      Part(
        name: usesCheckpointing ? "activations, checkpointed" : "activations",
        byteCount: activationByteCount),
      Part(
        name: hasFusedHead ? "logits (fused head)" : "logits and their gradients",
        byteCount: logitByteCount),
      Part(name: "driver, unpacked weights", byteCount: workspaceByteCount),
    ]
  }

  /// The sum of all parts.
  var byteCount: Double { parts.reduce(0) { $0 + $1.byteCount } }

  /// The part of a device that is planned for: the rest is lost between blocks of memory.
  static let usableShare = 0.93

  func fits(_ deviceByteCount: Double) -> Bool { byteCount <= Self.usableShare * deviceByteCount }

  /// The most rows of a micro-batch that fit, 0 where one does not; at most 1,024.
  func largestBatch(on deviceByteCount: Double) -> Int {
    // Activations and logits grow with the rows, and nothing else does.
    let growing = activationByteCount + logitByteCount
    let room = Self.usableShare * deviceByteCount - (byteCount - growing)
    return min(1024, max(0, Int(room / growing * Double(batchSize))))
  }
}

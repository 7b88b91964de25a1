import ArgumentParser
import ByteIO

/// `prep plan-memory`: what a training run takes of a device's memory.
struct PlanMemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan-memory",
    abstract: "Estimate the device memory of a LoRA training, and which batches fit.",
    usage: "prep plan-memory [<options>]",
    discussion: """
      By a formula, which docs/TRAINING.md states with what it was compared with; no device is \
      looked at. The adapter is on q, k, v and o.

      EXAMPLES
        prep plan-memory                         QLoRA of Llama 3.1 8B
        prep plan-memory --batch-size 2 --sequence-length 4096
        prep plan-memory --model path/to/config.json --bits 16
      """, endsWith: [])

  @Option(
    help: ArgumentHelp(
      "llama-3.1-8b, llama-3.1-70b, llama-3.2-1b, llama-3.2-3b, or a model's config.json.",
      valueName: "model"), completion: .file(extensions: ["json"]))
  var model = "llama-3.1-8b"

  @Option(help: ArgumentHelp("Bits of the model's weights: 4 (NF4) or 16.", valueName: "n"))
  var bits = 4

  @Option(help: ArgumentHelp("The adapter's rank.", valueName: "r"))
  var rank = 64

  @Option(help: ArgumentHelp("Rows of a micro-batch.", valueName: "rows"))
  var batchSize = 1

  @Option(help: ArgumentHelp("Tokens of a row.", valueName: "tokens"))
  var sequenceLength = 2048

  @Flag(inversion: .prefixedNo, help: "Gradient checkpointing.")
  var checkpointing = true

  @Flag(help: "The loss never has the logits of all tokens at once (TRL from 1.16 on).")
  var fusedHead = false

  @Flag(help: "Print JSON.")
  var json = false

  /// Devices by their memory, in gigabytes as they are sold.
  private static let devices = [16, 24, 40, 80]

  func validate() throws {
    guard bits == 4 || bits == 16 else { throw ValidationError("--bits expects 4 or 16") }
    guard (1...4096).contains(rank) else { throw ValidationError("--rank expects 1 to 4096") }
    guard (1...1024).contains(batchSize) else {
      throw ValidationError("--batch-size expects 1 to 1024")
    }
    guard (1...1_048_576).contains(sequenceLength) else {
      throw ValidationError("--sequence-length expects 1 to 1048576")
    }
  }

  func run() throws {
    let estimate = MemoryEstimate(
      shape: try shape(), bits: bits, rank: rank, batchSize: batchSize,
      sequenceLength: sequenceLength, usesCheckpointing: checkpointing, hasFusedHead: fusedHead)
    if json {
      try StandardOutput.write(json: JSONWriter.pages(Self.document(estimate)))
    } else {
      try StandardOutput.write(Self.screen(estimate))
    }
  }

  private func shape() throws(Fault) -> ModelShape {
    if let known = ModelShape.known.first(where: { $0.name == model }) { return known }
    guard model.hasSuffix(".json") else {
      let names = ModelShape.known.map(\.name)
      let hint = Suggestion.nearest(to: model, among: names).map { "; did you mean '\($0)'?" } ?? ""
      throw .usage(
        "--model expects \(names.joined(separator: ", ")) or a config.json, found '\(model)'\(hint)"
      )
    }
    return try ModelShape(readingFrom: model)
  }

  private static func gigabytes(_ byteCount: Double) -> String {
    Figures.decimal(byteCount / 1e9, places: 2)
  }

  private static func screen(_ estimate: MemoryEstimate) -> TerminalText {
    let parts = estimate.parts.map { [$0.name, gigabytes($0.byteCount) + " GB"] }
    let adapter = Figures.count(estimate.shape.adapterParameterCount(rank: estimate.rank))
    var rows = [["device", "this batch", "largest batch", "without checkpointing"]]
    for device in devices {
      let byteCount = Double(device) * 1e9
      var without = estimate
      without.usesCheckpointing = false
      rows.append([
        "\(device) GB", estimate.fits(byteCount) ? "fits" : "does not fit",
        "\(estimate.largestBatch(on: byteCount))", "\(without.largestBatch(on: byteCount))",
      ])
    }
    var text: TerminalText = """
      \(estimate.shape.name): \(Figures.count(estimate.batchSize)) rows of \
      \(Figures.count(estimate.sequenceLength)) tokens, LoRA of rank \(estimate.rank) on q, k, v, o \
      (\(adapter) parameters trained)

      """
    text += table(parts + [["in all", gigabytes(estimate.byteCount) + " GB"]]) + "\n"
    text += table(rows)
    text += """

      An estimate: docs/TRAINING.md has the formula. Accumulation takes no memory.
      Out of memory all the same: more accumulation with a batch of 1, shorter rows.

      """
    return text
  }

  private static func table(_ rows: [[String]]) -> TerminalText {
    var text: TerminalText = ""
    for line in Figures.table(rows).split(separator: "\n") { text += "\(String(line))\n" }
    return text
  }

  private static func document(_ estimate: MemoryEstimate) -> JSONValue {
    func bytes(_ count: Double) -> JSONValue { JSONValue(Int(count.rounded())) }
    let shape = estimate.shape
    return [
      "model": .string(shape.name),
      "parameters": JSONValue(shape.linearParameterCount + shape.otherParameterCount),
      "trained_parameters": JSONValue(shape.adapterParameterCount(rank: estimate.rank)),
      "weight_bytes": bytes(estimate.weightByteCount),
      "adapter_bytes": bytes(estimate.adapterByteCount),
      "activation_bytes": bytes(estimate.activationByteCount),
      "logit_bytes": bytes(estimate.logitByteCount),
      "workspace_bytes": bytes(estimate.workspaceByteCount),
      "bytes": bytes(estimate.byteCount),
      "largest_batch": .object(
        devices.map {
          .init("\($0)", JSONValue(estimate.largestBatch(on: Double($0) * 1e9)))
        }),
    ]
  }
}

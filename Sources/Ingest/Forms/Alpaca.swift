import Records

extension FormDefinition {
  /// `{"instruction","output"[,"input"]}` (Alpaca): two line feeds stand between instruction and
  /// input, where there is one that says something.
  static let alpaca = FormDefinition(
    "alpaca", requires: ["instruction", "output"], optionally: ["input"]
  ) { (input, _, _, batch) throws(RecordFault) in
    let (instruction, output, context) = (0, 1, 2)
    for place in [instruction, context, output] { try input.requireOnce(place) }
    let hasContext = !input.isNull(context)
    try input.requireString(instruction)
    if hasContext { try input.requireString(context) }
    try input.requireString(output)
    batch.append(.user, try input.text(instruction))
    if hasContext {
      let text = input.string(context)
      if !TextRules.isBlank(text) { batch.extendLastMessage(text) }
    }
    batch.append(.assistant, try input.text(output))
  }
}

import Records

extension FormDefinition {
  /// `{"text"}`: no turns; always rendered as BOS, the text, EOS.
  static let text = FormDefinition("text", requires: ["text"], isPlainText: true) {
    (input, _, _, batch) throws(RecordFault) in
    try input.requireOnce(0)
    try input.requireString(0)
    batch.append(.user, try input.text(0))
  }
}

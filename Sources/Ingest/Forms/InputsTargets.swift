extension FormDefinition {
  /// `{"inputs","targets"}`, as FLAN and P3 have it.
  static let inputsTargets = pair("inputs_targets", prompt: "inputs", answer: "targets")
}

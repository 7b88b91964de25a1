import Records

extension FormDefinition {
  /// A form of two texts: what is said to the model, and its answer.
  static func pair(
    _ name: String, prompt: StaticString, answer: StaticString
  ) -> FormDefinition {
    FormDefinition(name, requires: [prompt, answer]) {
      (input, _, _, batch) throws(RecordFault) in
      for place in 0...1 { try input.requireOnce(place) }
      for place in 0...1 { try input.requireString(place) }
      batch.append(.user, try input.text(0))
      batch.append(.assistant, try input.text(1))
    }
  }
}

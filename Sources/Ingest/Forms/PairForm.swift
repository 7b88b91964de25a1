import Records

extension FormDefinition {
  /// A form of two texts: what is said to the model, and its answer.
  ///
  /// - Parameters:
  ///   - passages: Keys of texts that belong to the prompt; each that says something stands after it,
  ///     with two line feeds between.
  ///   - history: The key of the turns before: a list of pairs, what was said and what was answered.
  static func pair(
    _ name: String, prompt: StaticString, answer: StaticString, passages: [StaticString] = [],
    history: StaticString? = nil
  ) -> FormDefinition {
    let optional = passages + [history].compactMap { $0 }
    return FormDefinition(name, requires: [prompt, answer], optionally: optional) {
      (input, _, _, batch) throws(RecordFault) in
      let passagePlaces = 2..<(2 + passages.count)
      let places = [0] + passagePlaces + [1]
      for place in places { try input.requireOnce(place) }
      for place in places where place < 2 || !input.isNull(place) { try input.requireString(place) }
      if history != nil { try appendHistory(input, passagePlaces.upperBound, to: &batch) }
      batch.append(.user, try input.text(0))
      for place in passagePlaces where !input.isNull(place) {
        let text = input.string(place)
        if !TextRules.isBlank(text) { batch.extendLastMessage(text) }
      }
      batch.append(.assistant, try input.text(1))
    }
  }

  /// Appends the turns of a history: a list of lists of two texts, the user's and the assistant's.
  private static func appendHistory(
    _ input: FormInput, _ place: Int, to batch: inout ConversationBatch
  ) throws(RecordFault) {
    try input.requireOnce(place)
    guard !input.isNull(place) else { return }
    let (tape, key) = (input.tape, input.key(place))
    guard input[place].kind == .array else {
      throw RecordFault(
        .wrongType, "field '\(key)' is \(input[place].kind.name), expected an array of pairs")
    }
    let pairs = tape.contents(of: input[place].position)
    var pair = pairs.lowerBound
    var number = 0
    while pair < pairs.upperBound {
      let texts = try self.texts(ofPair: pair, "field '\(key)': pair \(number)", tape)
      batch.append(.user, tape.string(at: texts.0))
      batch.append(.assistant, tape.string(at: texts.1))
      pair = tape.end(of: pair)
      number += 1
    }
  }

  /// The positions of the two texts of a pair, neither of them empty.
  private static func texts(
    ofPair pair: Int, _ place: String, _ tape: JSONTape
  ) throws(RecordFault) -> (Int, Int) {
    guard tape.kind(at: pair) == .array else {
      throw RecordFault(
        .wrongType, "\(place) is \(tape.kind(at: pair).name), expected an array of two texts")
    }
    let contents = tape.contents(of: pair)
    var texts: [Int] = []
    var position = contents.lowerBound
    while position < contents.upperBound, texts.count <= 2 {
      guard tape.kind(at: position) == .string else {
        throw RecordFault(
          .wrongType, "\(place) holds \(tape.kind(at: position).name), expected a text")
      }
      guard !TextRules.isBlank(tape.string(at: position)) else {
        throw RecordFault(.emptyField, "\(place) holds an empty text")
      }
      texts.append(position)
      position = tape.end(of: position)
    }
    guard texts.count == 2 else {
      throw RecordFault(.wrongType, "\(place) is not an array of two texts")
    }
    return (texts[0], texts[1])
  }
}

package import ByteIO
import Records
package import Tokenizer

/// A segment's tokens as text, each stretch marked by what it is for: trained, read, or the
/// template's.
///
/// Bytes that are no whole character, where a record was cut within one, are held as `FileName`
/// holds such bytes of names.
package struct MarkedText {
  package enum Mark: String, CaseIterable, Sendable {
    /// What the model is trained to say.
    case trained
    /// What it only reads.
    case prompt
    /// What the template adds, and is not trained.
    case template
  }

  /// Tokens that follow one another and are marked alike.
  package struct Stretch: Equatable {
    package var mark: Mark
    package var text: String
    /// Whether it is one special token, of that name.
    package var isSpecial: Bool
    package var tokenCount: Int
    /// Whether a turn ends with it.
    package var endsTurn: Bool
  }

  package let stretches: [Stretch]

  /// - Parameters:
  ///   - trained: What of `tokens` is trained, counted from the first.
  ///   - template: What the records were rendered with, and the date it printed; nil where its name
  ///     is not known.
  package init(
    _ vocabulary: Vocabulary, _ tokens: ArraySlice<UInt32>, trained: [Range<Int>],
    template: ChatTemplate?, date: String
  ) throws(Fault) {
    let tokens = Array(tokens)
    let trained = trained.map { $0.clamped(to: tokens.indices) }
    var marks = Self.templateMarks(of: tokens, trained, template)
    try Self.markOpening(template?.opening?(date), in: tokens, vocabulary, &marks)
    for range in trained {
      for index in range { marks[index] = .trained }
    }
    var stretches: [Stretch] = []
    var start = 0
    while start < tokens.count {
      let name = vocabulary.specialTokenName(of: tokens[start])
      var end = start + 1
      while name == nil, end < tokens.count, marks[end] == marks[start],
        vocabulary.specialTokenName(of: tokens[end]) == nil
      {
        end += 1
      }
      var bytes: [UInt8] = []
      if name == nil { try vocabulary.decode(Array(tokens[start..<end]), into: &bytes) }
      stretches.append(
        Stretch(
          mark: marks[start], text: name ?? FileName.text(of: bytes), isSpecial: name != nil,
          tokenCount: end - start, endsTurn: ChatTemplates.isEndOfTurn(tokens[end - 1])))
      start = end
    }
    self.stretches = stretches
  }

  /// The tokens of a mark.
  package func tokenCount(of mark: Mark) -> Int {
    stretches.reduce(0) { $0 + ($1.mark == mark ? $1.tokenCount : 0) }
  }

  /// The beginning of a record and what the template's turns are told by are the template's, all
  /// else a prompt.
  private static func templateMarks(
    of tokens: [UInt32], _ trained: [Range<Int>], _ template: ChatTemplate?
  ) -> [Mark] {
    let spans = trained.map {
      TrainedSpan(start: UInt32($0.lowerBound), count: UInt32($0.count))
    }
    let flags = template?.turns?.flags(in: tokens, spans: spans)
    var marks = flags?.map { $0 ? Mark.template : .prompt } ?? tokens.map { _ in .prompt }
    if tokens.first == SpecialToken.beginOfText { marks[0] = .template }
    return marks
  }

  /// Marks what the template says at the beginning of every conversation, where `tokens` begin with
  /// one: the text after the first header up to the end of `opening`.
  private static func markOpening(
    _ opening: String?, in tokens: [UInt32], _ vocabulary: Vocabulary, _ marks: inout [Mark]
  ) throws(Fault) {
    guard let opening, tokens.first == SpecialToken.beginOfText,
      let header = tokens.firstIndex(of: SpecialToken.endHeader)
    else { return }
    var text: [UInt8] = []
    for index in (header + 1)..<max(header + 1, tokens.count) {
      guard vocabulary.specialTokenName(of: tokens[index]) == nil else { return }
      try vocabulary.decode([tokens[index]], into: &text)
      guard text.suffix(opening.utf8.count).elementsEqual(opening.utf8) else { continue }
      for place in (header + 1)...index { marks[place] = .template }
      return
    }
  }
}

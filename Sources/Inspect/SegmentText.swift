package import ByteIO
package import Tokenizer

/// A segment's tokens as text, with what is trained told from what is only read.
package struct SegmentText {
  /// A piece of a run.
  package enum Piece: Equatable {
    /// Ordinary tokens, decoded together, since a character may lie across tokens.
    case text(String)
    /// A special token, by its name.
    case special(String)
    /// Where one turn ends and the next begins.
    case turnEnd
  }

  /// Tokens that are all trained or all not.
  package struct Run: Equatable {
    package var isTrained: Bool
    package var pieces: [Piece]
    /// Whether its last token ends a turn.
    package var endsTurn: Bool
  }

  /// One token.
  package struct Token: Equatable {
    /// Its place in the segment, from 0.
    package var index: Int
    package var id: UInt32
    package var isTrained: Bool
    package var bytes: [UInt8]
  }

  private let vocabulary: Vocabulary
  private let tokens: ArraySlice<UInt32>
  /// What is trained, counted from the segment's first token.
  private let trained: [Range<Int>]

  package init(_ vocabulary: Vocabulary, _ tokens: ArraySlice<UInt32>, trained: [Range<Int>]) {
    self.vocabulary = vocabulary
    self.tokens = tokens
    self.trained = trained
  }

  /// The segment run by run.
  package func runs() throws(Fault) -> [Run] {
    var runs: [Run] = []
    var end = 0
    for span in trained + [tokens.count..<tokens.count] {
      for (range, isTrained) in [(end..<span.lowerBound, false), (span, true)]
      where !range.isEmpty {
        runs.append(
          Run(
            isTrained: isTrained, pieces: try pieces(range),
            endsTurn: ChatTemplates.isEndOfTurn(token(range.upperBound - 1))))
      }
      end = span.upperBound
    }
    return runs
  }

  private func token(_ index: Int) -> UInt32 { tokens[tokens.startIndex + index] }

  private func pieces(_ range: Range<Int>) throws(Fault) -> [Piece] {
    var pieces: [Piece] = []
    var bytes: [UInt8] = []
    func flush() {
      guard !bytes.isEmpty else { return }
      pieces.append(.text(String(decoding: bytes, as: UTF8.self)))
      bytes.removeAll()
    }
    for index in range {
      let token = token(index)
      if let name = vocabulary.specialTokenName(of: token) {
        flush()
        pieces.append(.special(name))
        if ChatTemplates.isEndOfTurn(token), index + 1 < range.upperBound {
          pieces.append(.turnEnd)
        }
      } else {
        try vocabulary.decode([token], into: &bytes)
      }
    }
    flush()
    return pieces
  }

  /// The segment token by token.
  package func tokenList() throws(Fault) -> [Token] {
    var list: [Token] = []
    var spans = trained[...]
    for (index, id) in tokens.enumerated() {
      while let span = spans.first, span.upperBound <= index { spans.removeFirst() }
      let bytes = try vocabulary.bytes(of: id)
      let isTrained = spans.first?.contains(index) ?? false
      list.append(Token(index: index, id: id, isTrained: isTrained, bytes: bytes))
    }
    return list
  }
}

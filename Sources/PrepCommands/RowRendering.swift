import Shards
import Tokenizer

/// A row as a person reads it: its text, with what is trained set off.
struct RowRendering {
  let vocabulary: Vocabulary
  let style: Style
  let showsIDs: Bool

  /// What sets trained text off where there are no colours.
  private static let marks = (open: "⟦", close: "⟧")

  /// One line that says how to read what follows.
  var legend: TerminalText {
    let trained: TerminalText =
      style.isOn ? style.trained("green") : "between \(Self.marks.open) and \(Self.marks.close)"
    return "What the model is trained to say is \(trained); the rest it only reads."
  }

  /// A segment: tokens `tokens` of which those in `spans` are trained; both count from the
  /// segment's first token.
  func segment(_ tokens: ArraySlice<UInt32>, spans: [Range<Int>]) throws -> TerminalText {
    showsIDs ? try table(tokens, spans) : try text(tokens, spans)
  }

  private func text(_ tokens: ArraySlice<UInt32>, _ spans: [Range<Int>]) throws -> TerminalText {
    var text: TerminalText = ""
    var end = 0
    for span in spans + [tokens.count..<tokens.count] {
      for (range, isTrained) in [(end..<span.lowerBound, false), (span, true)]
      where !range.isEmpty {
        let run = try run(tokens, range, isTrained: isTrained)
        text += isTrained && !style.isOn ? "\(Self.marks.open)\(run)\(Self.marks.close)" : run
        // Outside the marks: the line break is ours, not the model's.
        if ChatTemplates.isEndOfTurn(tokens[tokens.startIndex + range.upperBound - 1]) {
          text += "\n"
        }
      }
      end = span.upperBound
    }
    return text.characters.hasSuffix("\n") ? text : text + "\n"
  }

  /// The text of tokens that are all trained or all not: special tokens faint, a line break between
  /// turns.
  private func run(
    _ tokens: ArraySlice<UInt32>, _ range: Range<Int>, isTrained: Bool
  ) throws -> TerminalText {
    var text: TerminalText = ""
    // Decoded together, since a character may lie across tokens.
    var bytes: [UInt8] = []
    func flush() {
      let part = TerminalText(String(decoding: bytes, as: UTF8.self))
      text += isTrained ? style.trained(part) : style.prompt(part)
      bytes.removeAll()
    }
    for index in range {
      let token = tokens[tokens.startIndex + index]
      if let name = vocabulary.specialTokenName(of: token) {
        flush()
        text += isTrained ? style.trainedMark("\(name)") : style.mark("\(name)")
        if ChatTemplates.isEndOfTurn(token), index + 1 < range.upperBound { text += "\n" }
      } else {
        try CommandError.wrap { try vocabulary.decode([token], into: &bytes) }
      }
    }
    flush()
    return text
  }

  /// A line a token: its place, its id, its label, its text.
  private func table(_ tokens: ArraySlice<UInt32>, _ spans: [Range<Int>]) throws -> TerminalText {
    var lines: TerminalText = ""
    var spans = spans[...]
    for (index, token) in tokens.enumerated() {
      while let span = spans.first, span.upperBound <= index { spans.removeFirst() }
      let isTrained = spans.first?.contains(index) ?? false
      let bytes = try CommandError.wrap { try vocabulary.bytes(of: token) }
      let text = Self.quoted(bytes)
      let label = isTrained ? String(token) : "-100"
      let line: TerminalText =
        "\(Self.pad(String(index), 6))  \(Self.pad(String(token), 6))  \(Self.pad(label, 6))  \(text)"
      lines += (isTrained ? style.trained(line) : line) + "\n"
    }
    return lines
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// A token's bytes in quotes; those that are not a whole text as `\x` and two digits.
  private static func quoted(_ bytes: [UInt8]) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let digits = bytes.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      return "'" + digits.joined() + "'"
    }
    let escaped = text.unicodeScalars.reduce(into: "") { escaped, scalar in
      switch scalar {
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\t"
      case "\r": escaped += "\\r"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "'" + escaped + "'"
  }
}

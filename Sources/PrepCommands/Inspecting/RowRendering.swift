import ByteIO
import Inspect
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
  func segment(_ tokens: ArraySlice<UInt32>, spans: [Range<Int>]) throws(Fault)
    -> TerminalText
  {
    let segment = SegmentText(vocabulary, tokens, trained: spans)
    return showsIDs ? try table(segment) : try text(segment)
  }

  private func text(_ segment: SegmentText) throws(Fault) -> TerminalText {
    var text: TerminalText = ""
    for run in try segment.runs() {
      let shown = show(run)
      text += run.isTrained && !style.isOn ? "\(Self.marks.open)\(shown)\(Self.marks.close)" : shown
      // Outside the marks: the line break is ours, not the model's.
      if run.endsTurn { text += "\n" }
    }
    return text.characters.hasSuffix("\n") ? text : text + "\n"
  }

  /// Special tokens faint, a line break between turns.
  private func show(_ run: SegmentText.Run) -> TerminalText {
    var text: TerminalText = ""
    for piece in run.pieces {
      switch piece {
      case .text(let part):
        let part = TerminalText(part)
        text += run.isTrained ? style.trained(part) : style.prompt(part)
      case .special(let name):
        text += run.isTrained ? style.trainedMark("\(name)") : style.mark("\(name)")
      case .turnEnd: text += "\n"
      }
    }
    return text
  }

  /// A line a token: its place, its id, its label, its text.
  private func table(_ segment: SegmentText) throws(Fault) -> TerminalText {
    var lines: TerminalText = ""
    for token in try segment.tokenList() {
      let label = token.isTrained ? String(token.id) : "-100"
      let line: TerminalText = """
        \(Self.pad(String(token.index), 6))  \(Self.pad(String(token.id), 6))  \
        \(Self.pad(label, 6))  \(Self.quoted(token.bytes))
        """
      lines += (token.isTrained ? style.trained(line) : line) + "\n"
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

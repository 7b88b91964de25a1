import Records
import TestSupport

/// What became of one line that is no blank one: what tests compare.
struct Outcome: Equatable, CustomStringConvertible {
  /// One turn of a record; bytes, since `String` takes canonically equal texts for equal.
  struct Turn: Equatable, CustomStringConvertible {
    var role: Role
    var text: [UInt8]
    var training: TurnTraining
    var thought: [UInt8]

    init(
      _ role: Role, _ text: [UInt8], _ training: TurnTraining = .byRole, thought: [UInt8] = []
    ) {
      self.role = role
      self.text = text
      self.training = training
      self.thought = thought
    }

    init(
      _ role: Role, _ text: String, _ training: TurnTraining = .byRole, thought: String = ""
    ) {
      self.init(role, Array(text.utf8), training, thought: Array(thought.utf8))
    }

    var description: String {
      let texts = [text, thought].map { String(decoding: $0, as: UTF8.self).debugDescription }
      return "\(role) \(training): \(texts[0])" + (thought.isEmpty ? "" : " thinking \(texts[1])")
    }
  }

  enum Result: Equatable {
    case kept(RecordForm, [Turn], source: String = "")
    case rejected(RejectionReason, String)
  }

  /// The file's number, the line's number from 1, and its first byte, all in that file.
  var file = 0
  var line: Int
  var byteOffset: Int
  var byteCount: Int
  var result: Result

  /// The reason; nil for a record that is kept.
  var reason: RejectionReason? {
    if case .rejected(let reason, _) = result { reason } else { nil }
  }

  /// The detail of a rejection; empty for a record that is kept.
  var detail: String {
    if case .rejected(_, let detail) = result { detail } else { "" }
  }

  /// The turns of a record that is kept.
  var turns: [Turn] {
    if case .kept(_, let turns, _) = result { turns } else { [] }
  }

  /// The source of a record that is kept.
  var source: String {
    if case .kept(_, _, let source) = result { source } else { "" }
  }

  /// The same without the detail, which a slow twin does not word.
  var withoutDetail: Outcome {
    guard let reason else { return self }
    var copy = self
    copy.result = .rejected(reason, "")
    return copy
  }

  var description: String {
    "file \(file) line \(line) (\(byteCount) bytes at \(byteOffset)): \(result)"
  }
}

/// What of a record is not rendered or not trained, counted so that nothing vanishes in silence.
///
/// Each count stops at 65,535.
package struct RecordNotes: Sendable, Equatable {
  /// Texts beside tool calls, which templates leave out.
  package private(set) var omittedTextCount: UInt16 = 0
  /// Answers that the record marks as not to be trained.
  package private(set) var untrainedTurnCount: UInt16 = 0
  /// Answers with a thought, rendered or not.
  package private(set) var thoughtCount: UInt16 = 0
  /// Answers that begin with an empty `<think></think>`, which is never rendered.
  package private(set) var emptyThoughtCount: UInt16 = 0

  package init() {}

  package mutating func noteOmittedText() { Self.increment(&omittedTextCount) }
  package mutating func noteUntrainedTurn() { Self.increment(&untrainedTurnCount) }
  package mutating func noteThought() { Self.increment(&thoughtCount) }
  package mutating func noteEmptyThought() { Self.increment(&emptyThoughtCount) }

  private static func increment(_ count: inout UInt16) {
    if count < .max { count += 1 }
  }

  /// All four in one word, as parts hold them: the first in the lowest bits.
  package var rawValue: UInt64 {
    UInt64(omittedTextCount) | UInt64(untrainedTurnCount) << 16 | UInt64(thoughtCount) << 32
      | UInt64(emptyThoughtCount) << 48
  }

  package init(rawValue: UInt64) {
    omittedTextCount = UInt16(truncatingIfNeeded: rawValue)
    untrainedTurnCount = UInt16(truncatingIfNeeded: rawValue >> 16)
    thoughtCount = UInt16(truncatingIfNeeded: rawValue >> 32)
    emptyThoughtCount = UInt16(truncatingIfNeeded: rawValue >> 48)
  }
}

package import Records

/// By which special tokens a template's turns are told in an encoded conversation: for records that
/// were cut, of which only the ids and trained spans are at hand, and for showing rows.
package struct TurnMarks: Sendable, Equatable {
  /// What a turn's header begins with.
  package let startOfHeader: UInt32
  /// The last token of a header but one: after it stand the newlines before the turn's text.
  package let endOfHeader: UInt32
  /// What a turn ends with.
  package let endOfTurn: UInt32
  /// What ends a message that another of the same turn follows.
  package let endOfMessage: UInt32

  /// Which tokens of a record, `tokens` with the trained spans `spans`, are the template's and not
  /// trained.
  ///
  /// Good for tokens after what a template says at the beginning of all conversations, whose text
  /// looks like any other. What counts is a header and an end of turn. Ids that a text's own
  /// spelling was allowed to become count as the template's.
  package func flags(in tokens: [UInt32], spans: [TrainedSpan]) -> [Bool] {
    var isTrained = [Bool](repeating: false, count: tokens.count)
    for span in spans {
      for index in Int(span.start)..<Int(span.start + span.count) { isTrained[index] = true }
    }
    var flags = [Bool](repeating: false, count: tokens.count)
    var isHeader = false
    for (index, token) in tokens.enumerated() {
      let endsHeader = isHeader && index > 0 && tokens[index - 1] == endOfHeader
      if token == startOfHeader { isHeader = true }
      let isEnd = token == endOfTurn || token == endOfMessage
      flags[index] = !isTrained[index] && (isHeader || isEnd)
      if endsHeader { isHeader = false }
    }
    return flags
  }
}

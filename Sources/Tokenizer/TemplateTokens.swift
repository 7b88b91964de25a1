package import Records

/// Tells the template's tokens in an encoded conversation: for records that were cut, of which
/// only the ids and trained spans are at hand.
package enum TemplateTokens {
  /// Which tokens are the template's and not trained.
  ///
  /// Good for tokens behind the template's system block, whose text looks like any other. What
  /// counts is a header (`<|start_header_id|>` to the newlines behind `<|end_header_id|>`) and an
  /// end of turn. Ids that a text's own spelling was allowed to become count as the template's.
  package static func flags(in tokens: [UInt32], spans: [TrainedSpan]) -> [Bool] {
    var isTrained = [Bool](repeating: false, count: tokens.count)
    for span in spans {
      for index in Int(span.start)..<Int(span.start + span.count) { isTrained[index] = true }
    }
    var flags = [Bool](repeating: false, count: tokens.count)
    var isHeader = false
    for (index, token) in tokens.enumerated() {
      // A header ends with the token behind `<|end_header_id|>`.
      let endsHeader = isHeader && index > 0 && tokens[index - 1] == SpecialToken.endHeader
      if token == SpecialToken.startHeader { isHeader = true }
      let isEnd = token == SpecialToken.endOfTurn || token == SpecialToken.endOfMessage
      flags[index] = !isTrained[index] && (isHeader || isEnd)
      if endsHeader { isHeader = false }
    }
    return flags
  }
}

import Planner
import Records
import Shards
import Tokenizer

/// What stands in rows of a kept record that is not there whole and once: its end was cut off, or it
/// is a conversation in several parts.
struct RowShare {
  /// Tokens in rows, each copy of the head counted.
  var tokenCount = 0
  var templateTokenCount = 0
  var trainedTokenCount = 0
  /// The record's own tokens that stand in no row.
  var lostTokenCount = 0

  /// The share of a record with the facts `fact`, whose tokens are `record` and whose turns are told
  /// by `turns`.
  init(
    of record: borrowing RecordTokens, _ fact: RecordFacts, number: Int, in plan: Plan,
    turns: TurnMarks?
  ) {
    var tokens: [UInt32] = []
    record.copyTokens(into: &tokens)
    let template =
      turns?.flags(in: tokens, spans: record.spans)
      ?? [Bool](repeating: false, count: tokens.count)
    var isTrained = [Bool](repeating: false, count: tokens.count)
    for span in record.spans {
      for index in Int(span.start)..<Int(span.start + span.count) { isTrained[index] = true }
    }
    func count(_ flags: [Bool], _ range: Range<Int>) -> Int {
      flags[range].reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    let all = tokens.count
    guard let division = plan.divisions[UInt32(number)] else {
      let end = Int(plan.tokenCount(of: fact))
      tokenCount = end
      trainedTokenCount = count(isTrained, 0..<end)
      templateTokenCount = clamped(Int(fact.templateTokenCount) - count(template, end..<all))
      lostTokenCount = all - end
      return
    }
    let head = Int(division.headTokenCount)
    // The head's text looks like any other; what the template has in it is what is left.
    let headTemplate = Int(fact.templateTokenCount) - count(template, head..<all)
    for part in division.parts {
      let own = max(head, Int(part.lowerBound))..<Int(part.upperBound)
      tokenCount += Int(division.tokenCount(ofPart: part))
      templateTokenCount += headTemplate + count(template, own)
      trainedTokenCount += count(isTrained, 0..<head) + count(isTrained, own)
    }
    templateTokenCount = clamped(templateTokenCount)
    lostTokenCount = Int(division.lostTokenCount)
  }

  /// A count of template tokens that is possible: where text may become special tokens
  /// (`--special-tokens allow`), turns are told by ids that are not the template's.
  private func clamped(_ templateTokenCount: Int) -> Int {
    min(max(0, templateTokenCount), tokenCount - trainedTokenCount)
  }
}

import Records
import TestSupport
import Testing
import Tokenizer

/// Where conversations can be cut: the head and any run of exchanges are what the template makes of
/// those turns alone.
///
/// `make oracle` with `OVERLONG=split` compares parts with the stock template.
@Suite struct ExchangeTests {
  private enum ToolsIn: CaseIterable { case none, user, system }

  private typealias Turn = (role: Role, text: String)

  private static let turns: [[Turn]] = [
    [(.user, "One?"), (.assistant, " 1 "), (.user, "\n\nTwo?"), (.assistant, "2")],
    [
      (.system, " Be brief. "), (.user, "a"), (.user, "b"), (.assistant, "c"), (.assistant, "d"),
      (.user, "{}"), (.assistant, ""), (.system, "New rule"), (.user, "\u{200B}e"),
      (.assistant, "f"), (.user, "left"),
    ],
    [
      (.system, ""), (.system, "again"), (.user, "9"), (.assistant, "8"), (.user, "<|eot_id|>7"),
      (.assistant, "6"),
    ],
    [(.user, "q"), (.assistant, "r"), (.ipython, "s"), (.assistant, "t"), (.user, "u")],
    [(.assistant, "first"), (.user, "then"), (.assistant, "last")],
  ]

  private static func encode(
    _ turns: [Turn], tools: ToolsIn, _ options: ConversationOptions
  ) throws -> TokenBatch {
    var batch = ConversationBatch()
    batch.append(turns.map { ($0.role, $0.text) })
    if tools != .none {
      let start = batch.text.count
      batch.text += Array("{\n    \"name\": \"f\"\n}\n\n1\n\n".utf8)
      batch.records[0].tools = ConversationBatch.Tools(
        schemas: start..<batch.text.count, isInUserMessage: tools == .user)
    }
    var encoder = ConversationEncoder(vocabulary: try TestVocabulary.load(), options: options)
    var tokens = TokenBatch()
    encoder.encode(&batch, into: &tokens)
    return tokens
  }

  /// The turns from one exchange to another, by the rule that INPUT.md states.
  private static func exchanges(_ turns: [Turn]) -> (system: [Turn], exchanges: [[Turn]]) {
    var system: [Turn] = []
    var rest = turns[...]
    if rest.first?.role == .system { system = [rest.removeFirst()] }
    var exchanges: [[Turn]] = [[]]
    for turn in rest {
      let others = exchanges[exchanges.count - 1].filter { $0.role != .system }
      let before = exchanges[exchanges.count - 1].last?.role
      if turn.role == .user, !others.isEmpty, before != .user { exchanges.append([]) }
      exchanges[exchanges.count - 1].append(turn)
    }
    return (system, exchanges)
  }

  @Test(
    arguments: ChatTemplates.all.filter(\.rendersConversations), [TrainOn.assistant, .all])
  func headAndExchangesAreWhatTheTemplateMakesOfThemAlone(
    template: ChatTemplate, trainOn: TrainOn
  ) throws {
    var compared = 0
    let options = ConversationOptions(template: template, trainOn: trainOn)
    for turns in Self.turns {
      for tools in ToolsIn.allCases where template.rendersTools || tools == .none {
        let whole = try Self.encode(turns, tools: tools, options)
        // The template refuses tools in a turn that is not the user's.
        guard let record = whole.records.first else { continue }
        let (system, exchanges) = Self.exchanges(turns)
        let cuts = Array(whole.exchanges[record.exchanges])
        try #require(cuts.count == (exchanges.count == 1 ? 0 : exchanges.count))
        guard let head = cuts.first?.start else { continue }
        let ends = cuts.dropFirst().map { Int($0.border) } + [record.tokens.count]
        let tokens = Array(whole.tokens[record.tokens])
        let labels = whole.labels(of: record)
        for first in cuts.indices {
          for last in first..<cuts.count {
            let own = Int(cuts[first].start)..<ends[last]
            let alone = try Self.encode(
              system + exchanges[first...last].flatMap { $0 }, tools: tools, options)
            guard let part = alone.records.first else { continue }
            compared += 1
            #expect(Array(tokens[..<Int(head)] + tokens[own]) == Array(alone.tokens[part.tokens]))
            #expect(Array(labels[..<Int(head)] + labels[own]) == alone.labels(of: part))
          }
        }
      }
    }
    #expect(compared > 10)
  }

  @Test func oneExchangeAndPlainTextCannotBeCut() throws {
    let options = ConversationOptions()
    let one = try Self.encode([(.user, "q"), (.assistant, "a")], tools: .user, options)
    #expect(one.records.count == 1)
    #expect(one.exchanges.isEmpty)
    var batch = ConversationBatch()
    batch.append([(.user, "text")], form: .text)
    var encoder = ConversationEncoder(vocabulary: try TestVocabulary.load(), options: options)
    var tokens = TokenBatch()
    encoder.encode(&batch, into: &tokens)
    #expect(tokens.records.count == 1)
    #expect(tokens.exchanges.isEmpty)
  }

  @Test func rejectedRecordLeavesNoExchanges() throws {
    var batch = ConversationBatch()
    batch.append([(.user, "a"), (.system, "b"), (.user, "c")])
    batch.append([(.user, "a"), (.assistant, "b"), (.user, "c"), (.assistant, "d")])
    var encoder = ConversationEncoder(vocabulary: try TestVocabulary.load())
    var tokens = TokenBatch()
    encoder.encode(&batch, into: &tokens)
    #expect(batch.records[0].isRejected)
    #expect(tokens.records.count == 1)
    #expect(tokens.records[0].exchanges == 0..<2)
  }
}

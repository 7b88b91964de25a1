import Records
import TestSupport
import Testing
import Tokenizer

/// Ids and labels made by tiktoken and the stock chat template: Tests/System/oracle/make_golden.py.
@Suite struct GoldenTests {
  private static func lines(ofKind kind: String) throws -> [JSON] {
    try readFile(Fixtures.path("tokenizer/golden.jsonl")).split(separator: 0x0A)
      .map { line throws in
        var reader = GoldenReader(line)
        return try reader.value()
      }
      .filter { $0["kind"]?.string == kind }
  }

  @Test func textsHaveTheIdsOfTiktoken() throws {
    let vocabulary = try TestVocabulary.load()
    let lines = try Self.lines(ofKind: "text")
    #expect(lines.count >= 200)
    var encoder = Encoder(vocabulary: vocabulary)
    for line in lines {
      let text = try #require(line["text"]?.string)
      var tokens: [UInt32] = []
      encoder.encode(Array(text.utf8).span, into: &tokens)
      #expect(tokens.map(Int.init) == line["ids"]?.integers, "\(text.debugDescription)")
    }
  }

  @Test func referenceHasTheIdsOfTiktoken() throws {
    let reference = try TestVocabulary.loadReference()
    for line in try Self.lines(ofKind: "text") {
      let text = try #require(line["text"]?.string)
      let tokens = reference.encode(Array(text.utf8))
      #expect(tokens.map(Int.init) == line["ids"]?.integers, "\(text.debugDescription)")
    }
  }

  @Test func recordsHaveTheRowsOfTheStockTemplate() throws {
    let vocabulary = try TestVocabulary.load()
    let lines = try Self.lines(ofKind: "record")
    #expect(lines.count >= 100)
    let variants = Dictionary(grouping: lines) {
      [$0["template"], $0["train_on"], $0["date"]].map { $0?.string ?? "" }
    }
    // Every template of the list, and each way to train and another date for one of them.
    #expect(
      Set(variants.keys.map { $0[0] })
        == Set(ChatTemplates.all.filter(\.rendersConversations).map(\.name)))
    #expect(Set(variants.keys.map { $0[1] }) == Set(TrainOn.allCases.map(\.rawValue)))
    #expect(variants.keys.contains { !$0[2].isEmpty })
    for (variant, chosen) in variants {
      let template = try #require(ChatTemplate(rawValue: variant[0]))
      let trainOn = try #require(TrainOn(rawValue: variant[1]))
      let date = variant[2].isEmpty ? ChatTemplate.defaultDate : variant[2]
      #expect(chosen.count >= 20)
      var batch = ConversationBatch()
      for line in chosen {
        let form = RecordForm.named.first { $0.name == line["form"]?.string }?.form
        let messages = try #require(line["messages"]?.array).map { message throws in
          let pair = try #require(message.array)
          let role = try #require(pair[0].string.flatMap { Role(rawValue: $0) })
          return (role, try #require(pair[1].string))
        }
        batch.append(messages, form: try #require(form))
      }
      var encoder = ConversationEncoder(
        vocabulary: vocabulary,
        options: ConversationOptions(
          template: template, trainOn: trainOn, date: date))
      var tokens = TokenBatch()
      encoder.encode(&batch, into: &tokens)
      #expect(batch.rejections == [])
      try #require(tokens.records.count == chosen.count)
      for (record, line) in zip(tokens.records, chosen) {
        let place = "\(line["file"]?.string ?? ""):\(line["line"]?.integer ?? 0) \(template.name)"
        #expect(
          tokens.tokens[record.tokens].map(Int.init) == line["input_ids"]?.integers, "\(place)")
        #expect(tokens.labels(of: record) == line["labels"]?.integers, "\(place)")
        #expect(record.trainedTokenCount == line["labels"]?.integers?.count { $0 >= 0 }, "\(place)")
      }
    }
  }
}

import Records
import TestSupport
import Testing
import Tokenizer

/// The template's tokens of cut records, against the counts that encoding them gives.
@Suite struct TurnMarksTests {
  @Test(arguments: [TrainOn.assistant, .last, .all])
  func countsOverAWholeRecordAreThoseOfItsEncoding(trainOn: TrainOn) throws {
    let vocabulary = try TestVocabulary.load()
    let marks = try #require(ChatTemplate.llama3.turns)
    var batch = ConversationBatch()
    batch.append([(.user, "Hi"), (.assistant, "Hello.")], form: .messages)
    batch.append(
      [(.user, "One"), (.assistant, "Two"), (.user, "Three\n\nlines"), (.assistant, "Four")],
      form: .messages)
    batch.append([(.user, "a"), (.user, "b"), (.assistant, "c")], form: .messages)
    var encoder = ConversationEncoder(
      vocabulary: vocabulary, options: ConversationOptions(template: .llama3, trainOn: trainOn))
    var tokens = TokenBatch()
    encoder.encode(&batch, into: &tokens)
    try #require(tokens.records.count == 3)
    for record in tokens.records {
      let own = Array(tokens.tokens[record.tokens])
      let spans = Array(tokens.spans[record.spans])
      // Without a system block BOS is the only token that no header and no end of turn is.
      let flags = marks.flags(in: own, spans: spans)
      #expect(flags.count == own.count)
      #expect(flags.filter { $0 }.count + 1 == record.templateTokenCount)
      let labels = tokens.labels(of: record)
      #expect(zip(flags, labels).allSatisfy { isTemplate, label in !isTemplate || label == -100 })
    }
  }
}

import Records
import TestSupport
import Planner
import Testing

/// Which records count as asking the same.
@Suite struct PromptHashTests {
  private static func hash(
    _ messages: (Role, String)..., form: RecordForm = .messages
  ) -> UInt64 {
    var batch = ConversationBatch()
    for (role, text) in messages {
      batch.messages.append(
        .init(role: role, textStart: batch.text.count, textCount: text.utf8.count))
      batch.text.append(contentsOf: text.utf8)
    }
    batch.records.append(
      .init(
        origin: RecordOrigin(segment: 0, line: 0, unitByteOffset: 0, byteCount: 0), form: form,
        messages: 0..<messages.count, source: 0))
    return PromptHash.of(record: 0, in: batch)
  }

  @Test func caseAndWhiteSpaceDoNotCount() {
    let hash = Self.hash((.user, "What is a river?"), (.assistant, "Water."))
    #expect(hash == Self.hash((.user, "  what IS\n\ta  river?\r\n"), (.assistant, "Wet.")))
    #expect(hash != Self.hash((.user, "What is ariver?"), (.assistant, "Water.")))
    #expect(hash != Self.hash((.user, "What is a River? É"), (.assistant, "Water.")))
  }

  @Test func onlyTheFirstUserMessageCounts() {
    let hash = Self.hash((.user, "Hi"), (.assistant, "Hello"))
    #expect(hash == Self.hash((.system, "Be kind."), (.user, "Hi"), (.assistant, "Hey")))
    #expect(hash == Self.hash((.user, "Hi"), (.assistant, "Hey"), (.user, "And?")))
    #expect(hash != Self.hash((.user, "Ho"), (.assistant, "Hello")))
  }

  @Test func whereNoUserSpeaksTheFirstMessageCounts() {
    #expect(
      Self.hash((.assistant, "Once"), form: .text) == Self.hash((.assistant, "ONCE "), form: .text))
    #expect(
      Self.hash((.assistant, "Once"), form: .text) != Self.hash((.assistant, "Twice"), form: .text))
  }
}

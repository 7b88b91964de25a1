import Planner
import Records
import TestSupport
import Testing

@Suite("Content hashes")
struct ContentHashTests {
  @Test("are equal for equal roles and texts in another form, and for nothing else")
  func equality() {
    var batch = ConversationBatch()
    func add(_ form: RecordForm, _ messages: [(Role, String)]) {
      let first = batch.messages.count
      for (role, text) in messages {
        batch.messages.append(
          .init(role: role, textStart: batch.text.count, textCount: text.utf8.count))
        batch.text += Array(text.utf8)
      }
      batch.records.append(
        .init(
          origin: RecordOrigin(segment: 0, line: 0, unitByteOffset: 0, byteCount: 0), form: form,
          messages: first..<batch.messages.count, source: 0))
    }
    add(.messages, [(.user, "ab"), (.assistant, "c")])
    add(.instructionResponse, [(.user, "ab"), (.assistant, "c")])
    add(.messages, [(.user, "a"), (.assistant, "bc")])
    add(.messages, [(.user, "ab"), (.user, "c")])
    add(.messages, [(.assistant, "ab"), (.user, "c")])
    add(.messages, [(.user, "abc")])
    add(.text, [(.user, "abc")])
    let hashes = batch.records.indices.map { ContentHash.of(record: $0, in: batch) }
    #expect(hashes[0] == hashes[1])
    #expect(Set(hashes.dropFirst()).count == hashes.count - 1)
  }
}

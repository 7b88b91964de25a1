import ByteIO
import Inspect
import Pipeline
import TestSupport
import Testing
import Tokenizer

/// What of a segment is trained, what is a prompt and what the template's.
@Suite struct MarkedTextTests {
  private let vocabulary: Vocabulary

  init() throws { vocabulary = try LoadedTokenizer(path: Fixtures.tokenizerPath).vocabulary }

  private func text(
    _ tokens: [UInt32], _ trained: [Range<Int>], _ template: ChatTemplate? = .llama31
  ) throws -> MarkedText {
    try MarkedText(
      vocabulary, tokens[...], trained: trained, template: template, date: ChatTemplate.defaultDate)
  }

  /// Each stretch with the first letter of its mark.
  private func stretches(_ text: MarkedText) -> [String] {
    text.stretches.map { "\($0.mark.rawValue.prefix(2)):\($0.text)" }
  }

  /// "Hi" by a user with the system message "Be brief.", answered with "Yes".
  private static let opening: [UInt32] = [
    38_766, 1303, 33_025, 2696, 25, 6790, 220, 2366, 18, 198, 15_724, 2696, 25, 220, 1627, 10_263,
    220, 2366, 19, 271,
  ]
  private static let conversation: [UInt32] =
    [128_000, 128_006, 9125, 128_007, 271] + opening + [3513, 10_015, 13, 128_009]
    + [128_006, 882, 128_007, 271, 13_347, 128_009]
    + [128_006, 78_191, 128_007, 271, 9642, 128_009]

  @Test func headersAndTheOpeningAreTheTemplates() throws {
    let tokens = Self.conversation
    let text = try text(tokens, [(tokens.count - 2)..<tokens.count])
    #expect(
      stretches(text) == [
        "te:<|begin_of_text|>", "te:<|start_header_id|>", "te:system", "te:<|end_header_id|>",
        "te:\n\nCutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n",
        "pr:Be brief.", "te:<|eot_id|>", "te:<|start_header_id|>", "te:user",
        "te:<|end_header_id|>", "te:\n\n", "pr:Hi", "te:<|eot_id|>", "te:<|start_header_id|>",
        "te:assistant", "te:<|end_header_id|>", "te:\n\n", "tr:Yes", "tr:<|eot_id|>",
      ])
    #expect(text.tokenCount(of: .trained) == 2)
    #expect(text.tokenCount(of: .prompt) == 4)
    #expect(text.tokenCount(of: .template) == tokens.count - 6)
    #expect(
      text.stretches.filter(\.endsTurn).map(\.text) == Array(repeating: "<|eot_id|>", count: 3))
  }

  @Test func theOpeningIsTheTemplatesOnlyWhereTheTemplateWritesIt() throws {
    let other = try text(Self.conversation, [], .llama3)
    #expect(other.tokenCount(of: .prompt) == 20 + 3 + 1 + 1)
    let unknown = try text(Self.conversation, [], nil)
    #expect(unknown.tokenCount(of: .template) == 1)
    #expect(unknown.tokenCount(of: .prompt) == Self.conversation.count - 1)
  }

  @Test func whatIsCutWithinACharacterIsShownByItsBytes() throws {
    // 😀 is of several tokens; what is trained may end between them.
    let tokens: [UInt32] = [76_460, 222]
    let whole = try text(tokens, [0..<2])
    #expect(whole.stretches.map(\.text) == ["😀"])
    let cut = try text(tokens, [0..<1])
    #expect(cut.stretches.map { FileName.bytes(of: $0.text) } == [[0xF0, 0x9F, 0x98], [0x80]])
  }

  @Test func nothingIsAStretchOfNothing() throws {
    #expect(try text([], []).stretches.isEmpty)
    // Trained ranges that reach beyond the tokens are cut to them.
    #expect(stretches(try text([9642], [0..<9])) == ["tr:Yes"])
  }
}

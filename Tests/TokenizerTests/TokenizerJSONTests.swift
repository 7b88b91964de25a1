import ByteIO
import Foundation
import Testing

@testable import Tokenizer

/// A vocabulary read from a tokenizer.json that is written here from the model's tokens.
@Suite struct TokenizerJSONTests {
  private static let pattern =
    #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"#
    + #"| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"#

  /// The file's text, with one of its parts as a test wants it.
  private func file(
    _ vocabulary: Vocabulary, pattern: String = Self.pattern, ignoresMerges: Bool = true,
    mergeCount: Int? = nil, normalizer: String = "null", firstName: String = "<|begin_of_text|>"
  ) throws -> [UInt8] {
    var characters = [String](repeating: "", count: 256)
    var other = UInt32(0x100)
    for byte in 0..<256 {
      let isPrintable =
        (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
      let value = isPrintable ? UInt32(byte) : other
      if !isPrintable { other += 1 }
      let text = String(try #require(Unicode.Scalar(value)))
      characters[byte] = text == "\"" || text == "\\" ? "\\" + text : text
    }
    var text = """
      {"added_tokens":[\(names(firstName))],"normalizer":\(normalizer),
      "pre_tokenizer":{"type":"Sequence","pretokenizers":[
      {"type":"Split","pattern":{"Regex":"\(pattern)"},"behavior":"Isolated","invert":false},
      {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}]},
      "model":{"type":"BPE","ignore_merges":\(ignoresMerges),"vocab":{
      """
    for token in 0..<UInt32(vocabulary.ordinaryTokenCount) {
      let bytes = try vocabulary.bytes(of: token)
      text += (token == 0 ? "" : ",") + "\"\(bytes.map { characters[Int($0)] }.joined())\":\(token)"
    }
    text += "},\"merges\":["
    let count = mergeCount ?? vocabulary.tables.pairCount
    text += String(repeating: "0,", count: max(count - 1, 0)) + (count > 0 ? "0" : "")
    return Array((text + "]}}").utf8)
  }

  @discardableResult
  private func read(_ text: [UInt8]) throws -> Vocabulary {
    try Vocabulary(tokenizerJSON: text.span)
  }

  private func names(_ first: String) -> String {
    SpecialToken.namesOfRelease31.enumerated().map { index, name in
      "{\"id\":\(128_000 + index),\"content\":\"\(index == 0 ? first : name)\"}"
    }.joined(separator: ",")
  }

  @Test func givesTheIDsAndNamesOfTheFile() throws {
    let model = try TestVocabulary.load()
    let read = try read(file(model, firstName: "<|start|>"))
    #expect(read.ordinaryTokenCount == model.ordinaryTokenCount)
    #expect(read.behaviourProbe() == model.behaviourProbe())
    #expect(read.specialTokenName(of: 128_000) == "<|start|>")
    #expect(read.specialTokenName(of: 128_009) == "<|eot_id|>")
    for token in stride(from: UInt32(0), to: 128_000, by: 97) {
      #expect(try read.bytes(of: token) == model.bytes(of: token))
    }
  }

  @Test func whatWouldMakeOtherIDsIsAnError() throws {
    let model = try TestVocabulary.load()
    let texts = [
      try file(model, pattern: #"\\s+"#), try file(model, ignoresMerges: false),
      try file(model, mergeCount: 1000), try file(model, normalizer: #"{"type":"NFC"}"#),
      try file(model, firstName: "<|eot_id|>"),
    ]
    let places = ["pre_tokenizer", "ignore_merges", "merges", "normalizer", "added_tokens"]
    for (text, place) in zip(texts, places) {
      let error = #expect(throws: Fault.self) { try read(text) }
      #expect(error?.description.contains(place) == true, "\(place): \(String(describing: error))")
    }
  }

  @Test(arguments: ["", "{", "[]", "{}", #"{"model":{}}"#, #"{"normalizer":null,"model":3}"#])
  func otherFilesAreErrors(_ text: String) {
    #expect(throws: Fault.self) {
      try read(Array(text.utf8))
    }
  }
}

/// Files that would take the stack, or minutes.
@Suite struct HostileVocabularyTests {
  @Test(arguments: [
    #"{"x":"# + String(repeating: "[", count: 20_000),
    #"{"x":"# + String(repeating: #"{"a":"#, count: 20_000),
    #"{"pre_tokenizer":"# + String(repeating: #"{"pretokenizers":["#, count: 300_000),
    #"{"added_tokens":[{"x":"# + String(repeating: "[", count: 20_000),
  ])
  func nestingHasALimit(text: String) {
    let error = #expect(throws: Fault.self) {
      _ = try Vocabulary(tokenizerJSON: Array(text.utf8).span)
    }
    #expect(error?.description.contains("at most 64 deep") == true, "\(String(describing: error))")
  }

  /// All bytes, then powers of letters: nearly every cut of a token gives two tokens.
  @Test func tokensThatCanBeCutAnywhereHaveALimit() throws {
    var tokens = (0..<256).map { [UInt8($0)] }
    for length in 2...250 {
      for byte in 0..<256 { tokens.append([UInt8](repeating: UInt8(byte), count: length)) }
    }
    let lines = tokens.enumerated().map { rank, bytes in
      Data(bytes).base64EncodedString() + " \(rank)\n"
    }
    let error = #expect(throws: Fault.self) {
      _ = try Vocabulary(
        tiktokenModel: Array(lines.joined().utf8), ordinaryTokenCount: tokens.count)
    }
    #expect(error == .tooManyPairs(limit: 1 << 20))
  }

  /// A string may be as long as the file; what is said of it is not.
  @Test(arguments: [
    #"{"pre_tokenizer":{"type":"X"}}"#, #"{"model":{"vocab":{"X":1}}}"#,
  ])
  func messagesShowTheStartOfAString(text: String) {
    let long = text.replacingOccurrences(of: "X", with: String(repeating: "中", count: 1000))
    let error = #expect(throws: Fault.self) {
      _ = try Vocabulary(tokenizerJSON: Array(long.utf8).span)
    }
    let message = error?.description ?? ""
    #expect(message.contains("…'") && message.unicodeScalars.count < 200, "\(message)")
  }
}

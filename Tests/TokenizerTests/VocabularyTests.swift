import ByteIO
import Testing
import Tokenizer

@Suite struct VocabularyTests {
  /// A model file of the 256 single bytes and `more`, with the lines that `change` makes of them.
  private func model(
    more: [String] = ["ab", "abc"], change: (inout [String]) -> Void = { _ in }
  ) -> [UInt8] {
    let tokens = (0...255).map { [UInt8($0)] } + more.map { Array($0.utf8) }
    var lines = tokens.enumerated().map { "\(base64($1)) \($0)" }
    change(&lines)
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(UInt32(0)) {
        $0 << 8 | ($1 < group.count ? UInt32(group[start + $1]) : 0)
      }
      for digit in 0..<4 {
        text.append(
          digit <= group.count ? digits[Int(bits >> UInt32(18 - 6 * digit) & 63)] : "=")
      }
    }
    return text
  }

  private func error(_ model: [UInt8], tokenCount: Int = 258) -> Fault? {
    do throws(Fault) {
      _ = try Vocabulary(tiktokenModel: model, ordinaryTokenCount: tokenCount)
      return nil
    } catch {
      return error
    }
  }

  @Test func smallVocabularyEncodesByItsRanks() throws {
    let vocabulary = try Vocabulary(tiktokenModel: model(), ordinaryTokenCount: 258)
    #expect(encode("abcab".utf8, with: vocabulary) == [257, 256])
    #expect(vocabulary.token(Array("abc".utf8)) == 257)
    #expect(vocabulary.token(Array("abd".utf8)) == nil)
  }

  @Test func lastLineNeedsNoLineEnd() {
    #expect(error(Array(model().dropLast())) == nil)
  }

  @Test(arguments: ["", "YWI=", "YWI= ", "YWI=256", "YWI 256", "YWJ= 256", "YW= 256", "Y!== 256"])
  func malformedLineIsAnErrorWithItsNumber(line: String) {
    let found = error(model { $0[256] = line })
    let description = found.map(String.init(describing:)) ?? ""
    #expect(description.contains("line 257"), "\(description)")
  }

  @Test func eachFaultHasItsError() {
    #expect(error(model { $0[256] = " 256" }) == .emptyToken(line: 257))
    #expect(error(model { $0[256] = "YW= 256" }) == .badBase64(line: 257))
    #expect(error(model { $0[256] = "YWI=" }) == .malformedLine(line: 257))
    #expect(
      error(model { $0[256] = "YWI= 300" }) == .rank(line: 257, expected: 256, found: "300"))
    #expect(
      error(model { $0[256] = "YWI= 0256" }) == .rank(line: 257, expected: 256, found: "0256"))
    #expect(
      error(model { $0[256] = "YWI= -1\r" }) == .rank(line: 257, expected: 256, found: "-1\r"))
    #expect(
      error(model { $0.swapAt(10, 11) }) == .rank(line: 11, expected: 10, found: "11"))
    #expect(error(model(more: ["ab", "ab"])) == .duplicateToken(line: 258, firstLine: 257))
    #expect(error(model(more: ["ab", "a"])) == .duplicateToken(line: 258, firstLine: 98))
    #expect(error(model(more: ["ab"])) == .tokenCount(expected: 258, found: 257))
    #expect(error([]) == .tokenCount(expected: 258, found: 0))
    #expect(error(model { $0[7] = "YWFh 7" }) == .missingByte(7))
    let long = String(repeating: "x", count: 300)
    #expect(
      error(model(more: ["ab", long])) == .longToken(line: 258, byteCount: 300, limit: 256))
  }

  @Test func specialTokensHaveTheNamesOfRelease31() throws {
    let vocabulary = try TestVocabulary.load()
    #expect(vocabulary.specialTokenName(of: 128_000) == "<|begin_of_text|>")
    #expect(vocabulary.specialTokenName(of: 128_005) == "<|reserved_special_token_2|>")
    #expect(vocabulary.specialTokenName(of: 128_009) == "<|eot_id|>")
    #expect(vocabulary.specialTokenName(of: 128_011) == "<|reserved_special_token_3|>")
    #expect(vocabulary.specialTokenName(of: 128_255) == "<|reserved_special_token_247|>")
    #expect(vocabulary.specialTokenName(of: 127_999) == nil)
    #expect(vocabulary.specialTokenName(of: 128_256) == nil)
    let names = (0..<256).compactMap { vocabulary.specialTokenName(of: 128_000 + UInt32($0)) }
    #expect(Set(names).count == 256)
  }

  @Test func everyTokenIsFoundByItsBytes() throws {
    let vocabulary = try TestVocabulary.load()
    #expect(vocabulary.tokenCount == 128_256)
    #expect(vocabulary.longestTokenByteCount == 128)
    for token in stride(from: UInt32(0), to: 128_000, by: 7) {
      let bytes = try vocabulary.bytes(of: token)
      #expect(bytes.count == vocabulary.byteCount(of: token))
      #expect(vocabulary.token(bytes) == token)
    }
  }

  @Test func decodingGivesSpecialTokensAsAsked() throws {
    let vocabulary = try TestVocabulary.load()
    var bytes: [UInt8] = []
    try vocabulary.decode([128_000, 13347, 128_009], into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "<|begin_of_text|>Hi<|eot_id|>")
    bytes = []
    try vocabulary.decode([128_000, 13347, 128_009], into: &bytes, specialTokens: .omitted)
    #expect(String(decoding: bytes, as: UTF8.self) == "Hi")
  }

  @Test func idBeyondTheVocabularyIsAnError() throws {
    let vocabulary = try TestVocabulary.load()
    var bytes: [UInt8] = []
    #expect(throws: Fault.unknownToken(id: 128_256, index: 1, limit: 128_256)) {
      try vocabulary.decode([0, 128_256], into: &bytes)
    }
  }

  @Test func behaviourProbeNamesThisVocabulary() throws {
    let probe = try TestVocabulary.load().behaviourProbe()
    #expect(probe.count { $0 == UInt32.max } == 17)
    #expect(probe.starts(with: [791, 4062, 14198, 39935]))
    let small = try Vocabulary(tiktokenModel: model(), ordinaryTokenCount: 258)
    #expect(small.behaviourProbe() != probe)
  }
}

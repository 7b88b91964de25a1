import ByteIO
import TestSupport
import Testing

@Suite struct FileNameTests {
  @Test func namesInUTF8AreTheirOwnText() {
    for name in ["a.jsonl", "naïve", "東京", "e\u{301}", "\u{FFFD}", "\u{10FFFF}", ""] {
      #expect(FileName.text(of: name.utf8).utf8.elementsEqual(name.utf8))
      #expect(FileName.bytes(of: name) == Array(name.utf8))
      #expect(!FileName.isEscaped(name))
    }
  }

  @Test func bytesThatAreNoUTF8ComeBack() {
    let latin: [UInt8] = Array("caf".utf8) + [0xE9] + Array(".jsonl".utf8)
    #expect(FileName.text(of: latin) == "caf\u{EFE9}.jsonl")
    #expect(FileName.bytes(of: "caf\u{EFE9}.jsonl") == latin)
    // A name that really holds the scalar an escape uses is another name, and another text.
    let private_ = Array("caf\u{EFE9}.jsonl".utf8)
    #expect(FileName.text(of: private_) == "caf\u{EFEE}\u{EFBF}\u{EFA9}.jsonl")
    #expect(FileName.bytes(of: FileName.text(of: private_)) == private_)
  }

  @Test func anyBytesComeBackAndDifferentOnesDiffer() {
    var generator = SeededGenerator(seed: 7)
    var seen: [[UInt8]: [UInt8]] = [:]
    let alphabet: [UInt8] = [
      0x61, 0x80, 0xBF, 0xC3, 0xA9, 0xE9, 0xED, 0xA0, 0xEE, 0xBE, 0xEF, 0xF0, 0x9F, 0xFF,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator)!
      }
      let text = FileName.text(of: bytes)
      #expect(FileName.bytes(of: text) == bytes)
      #expect(seen.updateValue(bytes, forKey: Array(text.utf8)) ?? bytes == bytes)
    }
  }
}

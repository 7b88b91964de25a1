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

  @Test func theSystemTakesTheBytes() {
    #expect(FileName.systemPath("naïve") == Array("naïve".utf8CString))
    #expect(FileName.systemPath("\u{EFE9}b") == [CChar(bitPattern: 0xE9), 0x62, 0])
    #expect(FileName.systemPath("\u{E000}") == Array("\u{E000}".utf8CString))
    // It would name the file `a`.
    #expect(FileName.systemPath("a\u{0}b") == [0])
  }

  @Test func peopleAndOptionsGetWhatTheyCanUse() {
    #expect(FileName.readable("caf\u{EFE9}.jsonl") == "caf\\xE9.jsonl")
    #expect(FileName.readable("naïve") == "naïve")
    #expect(FileName.plainText("naïve") == "naïve")
    #expect(FileName.plainText("caf\u{EFE9}") == nil)
    #expect(FileName.plainText(FileName.text(of: "a\u{EFE9}".utf8)) == "a\u{EFE9}")
  }

  /// Names that differ in a byte, in their normal form or by a mark after the slash.
  @Test func eachNameIsAFileOfItsOwn() throws {
    let directory = try TemporaryDirectory()
    let names = ["caf\u{EFE9}", "caf\u{FFFD}", "caf\u{E9}", "cafe\u{301}", "\u{301}x"]
    for (number, name) in names.enumerated() {
      try directory.write("\(number)", to: "\u{301}sub/\u{EFFF}/" + name)
    }
    let place = directory.file("\u{301}sub/\u{EFFF}")
    let found = try FileSystem.names(in: place)
    #expect(Set(found.map { Array($0.utf8) }) == Set(names.map { Array($0.utf8) }))
    for (number, name) in names.enumerated() {
      let path = place + "/" + name
      #expect(try FileSystem.bytes(of: path) == Array("\(number)".utf8))
      #expect(FileSystem.directory(of: path).utf8.elementsEqual(place.utf8))
      let real = try #require(FileSystem.realPath(path))
      #expect(real.utf8.elementsEqual(path.utf8))
      #expect(FileSystem.isPath(path, within: place))
      #expect(!FileSystem.isPath(path, within: place + "/" + names[(number + 1) % names.count]))
      try FileSystem.rename(path, to: path + "\u{EF80}")
      try FileSystem.removeFile(path + "\u{EF80}")
    }
    #expect(try FileSystem.names(in: place).isEmpty)
    let missing = try #require(FileSystem.realPath(place + "/\u{301}new"))
    #expect(missing.utf8.elementsEqual((place + "/\u{301}new").utf8))
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

import CPieceSplitter
import TestSupport
import Testing

@testable import Tokenizer

@Suite struct PieceSplitterTests {
  /// The kernels that this processor has, the portable one among them.
  private static let kernels = (0..<cprep_split_kernel_count()).filter {
    cprep_split_kernel_is_supported($0) != 0
  }

  private func pieces(
    _ text: [UInt8], _ vocabulary: Vocabulary, kernel: cprep_split_kernel
  ) -> [Range<Int>] {
    var splitter = PieceSplitter(tables: vocabulary.tables, kernel: kernel)
    var pieces: [Range<Int>] = []
    text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress, text.count > 0 else { return }
      splitter.begin(base, byteCount: text.count)
      while splitter.next() {
        for index in 0..<splitter.pieceCount {
          let start = splitter.origin + Int(splitter.starts[index])
          pieces.append(start..<(splitter.origin + Int(splitter.starts[index + 1])))
        }
      }
    }
    return pieces
  }

  /// Asks every kernel, with the text moved through a batch by `shift` bytes.
  private func expectReference(_ text: [UInt8], shift: Int = 0) throws {
    let vocabulary = try TestVocabulary.load()
    let shifted = [UInt8](repeating: 0x2E, count: shift) + text
    let expected = ReferencePretokenizer(shifted).pieces()
    for kernel in Self.kernels {
      #expect(
        pieces(shifted, vocabulary, kernel: kernel) == expected,
        "\(String(cString: cprep_split_kernel_name(kernel))) \(shift) \(text)")
    }
  }

  @Test func namesAreThoseThatTheEnvironmentCanGive() {
    let names = (0..<cprep_split_kernel_count()).map {
      String(cString: cprep_split_kernel_name($0))
    }
    #expect(names.last == "portable")
    #expect(Set(names).isSubset(of: ["avx512", "avx2", "neon", "portable"]))
    #expect(cprep_split_kernel_is_supported(cprep_split_best_kernel()) != 0)
  }

  @Test func piecesOfAnyBytesAreThoseOfTheReference() throws {
    var generator = SeededGenerator(seed: 1)
    for round in 0..<1500 {
      let text =
        round % 3 == 0 ? HostileText.bytes(&generator) : HostileText.text(&generator)
      try expectReference(text, shift: round % 64)
    }
  }

  @Test func piecesOfTextsOfManyWindowsAreThoseOfTheReference() throws {
    var generator = SeededGenerator(seed: 2)
    for round in 0..<6 {
      let text =
        round % 3 == 0
        ? HostileText.bytes(&generator, partCount: 2000)
        : HostileText.text(&generator, partCount: 2000)
      try expectReference(text)
    }
  }

  @Test(arguments: [
    "x'ſek 'll we'Re", "a \n\n  \n\t b", "12345678901½२३४५", "!!\r\n\r\n \u{3000}\u{A0}語",
    "  \u{3000} \u{2028}!", "…'s😀'd\u{301}x", "\n   \n", " \u{85}\n\u{85} a", "E4 B7 ䷀一 中",
  ])
  func everyRuleHoldsAtEveryPlaceInABatch(_ text: String) throws {
    for shift in 0..<64 { try expectReference(Array(text.utf8), shift: shift) }
  }

  @Test func runsOfOneKindAreCutRightAtEveryLength() throws {
    for count in Array(1...10) + Array(60...70) + [127, 128, 129, 200] {
      for unit in [" ", "\n", "7", "a", "!", "'", "\u{3000}", "१", "中", "😀", "\u{301}"] {
        for (before, behind) in [("", ""), ("a", "b"), (" ", "\n"), ("\n", "1"), ("!", "!")] {
          let run = String(repeating: unit, count: count)
          try expectReference(Array((before + run + behind).utf8))
        }
      }
    }
  }

  @Test func everyCodePointHasTheClassOfTheTables() throws {
    for value in stride(from: UInt32(0x80), to: 0x33000, by: 29) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      try expectReference(Array("a\(scalar)b \(scalar)1\(scalar)\n".utf8))
    }
  }

  @Test func lettersToldByTheirFirstByteAreLettersInTheTables() throws {
    let tables = try TestVocabulary.load().tables
    // EasyLetters.inc has the same list.
    let ranges: [ClosedRange<UInt32>] = [
      0x100...0x2BF, 0x400...0x47F, 0x4C0...0x4FF, 0x620...0x63F, 0x640...0x64A, 0x905...0x939,
      0xE01...0xE30, 0x3041...0x307F, 0x30C0...0x30FA, 0x4E00...0x9FFF, 0xB000...0xCFFF,
    ]
    for range in ranges {
      #expect(range.allSatisfy { tables.codePointClass($0) == 1 }, "\(range)")
    }
  }

  @Test func classesAreThoseOfUnicode16() throws {
    let tables = try TestVocabulary.load().tables
    #expect(tables.codePointClass(0x1C89) == 1)  // a letter since 16.0
    #expect(tables.codePointClass(0x88F) == 0)  // a letter since 17.0
    #expect(tables.codePointClass(0xBD) == 2)
    #expect(tables.codePointClass(0x301) == 0)
    for space: UInt32 in [0x85, 0xA0, 0x1680, 0x2028, 0x202F, 0x205F, 0x3000] {
      #expect(tables.codePointClass(space) == 3)
    }
    for other: UInt32 in [0x180E, 0x200B, 0xFEFF, 0x1C] {
      #expect(tables.codePointClass(other) == 0)
    }
    #expect(tables.codePointClass(0x10FFFF) == 0)
  }
}

import CFastText
import Records
import TestSupport
import Testing

@testable import Filters

/// fastText models that someone made to do harm: each is refused before fastText sees it, or does
/// none.
@Suite struct HostileModelTests {
  private func load(_ model: FastTextBytes) throws -> FastTextModel {
    try FastTextModel(model.bytes.span, path: "m", sha256: "")
  }

  private func fault(_ model: FastTextBytes) -> String {
    do {
      _ = try load(model)
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: FastTextBytes.losses)
  func goodModelsLoadAndAnswer(_ loss: Int32) throws {
    var model = FastTextBytes()
    model.loss = loss
    let text = Array("the und the".utf8)
    let answer = try #require(try load(model).prediction(for: text.span))
    #expect(["en", "de", "fr"].contains(answer.language.description))
    model.prunedParts = [(key: 0, row: 0), (key: 7, row: 1)]
    #expect(try load(model).prediction(for: text.span) != nil)
  }

  /// Where a number is none, fastText throws while it predicts.
  @Test(arguments: FastTextBytes.losses)
  func exceptionWhilePredictingIsNoAnswer(_ loss: Int32) throws {
    var model = FastTextBytes()
    model.loss = loss
    model.element = .nan
    let text = Array("the und the".utf8)
    #expect(try load(model).prediction(for: text.span) == nil)
  }

  /// The shim alone, without the check: a matrix for which there can be no memory.
  @Test func exceptionWhileLoadingIsAnError() {
    var model = FastTextBytes()
    model.statedRowCount = 1 << 60
    let bytes = model.bytes
    var message = [CChar](repeating: 0, count: 64)
    let loaded = bytes.withUnsafeBufferPointer { bytes in
      message.withUnsafeMutableBufferPointer {
        cprep_fasttext_load(bytes.baseAddress!, bytes.count, $0.baseAddress!, $0.count)
      }
    }
    #expect(loaded == nil)
    #expect(message[0] != 0)
    #expect(fault(model).contains("rows of the input matrix"))
  }

  @Test func everyChangedByteIsAnErrorOrALoadedModel() throws {
    for prunedParts in [nil, [(key: Int32(0), row: Int32(0))]] {
      var model = FastTextBytes()
      model.loss = 1
      model.prunedParts = prunedParts
      let whole = model.bytes
      let text = Array("the und the".utf8)
      for offset in 0..<min(whole.count, 400) {
        // 2 would make the loss one whose table takes a tenth of a second to fill.
        for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] where whole[offset] != value {
          var changed = whole
          changed[offset] = value
          let loaded = try? FastTextModel(changed.span, path: "m", sha256: "")
          _ = loaded?.prediction(for: text.span)
        }
      }
    }
  }

  @Test func labelsWhoseTreeDegeneratesAreRefused() {
    var model = FastTextBytes()
    model.labels = (0..<1000).map { Array("__label__\($0)".utf8) }
    model.labelCounts = [Int](repeating: 0, count: 1000)
    #expect(fault(model) == "none")
    model.loss = 1
    #expect(
      fault(model).contains("levels of the labels' tree, ")
        && fault(model).hasSuffix("expected at most 128, found 999"))
    model.labelCounts = [Int](repeating: 1, count: 1000)
    #expect(fault(model) == "none")
    model.labelCounts = [Int](repeating: 999_999_999_999_999, count: 1000)
    #expect(fault(model).contains("counts of the labels"))
  }

  /// The path to every label, followed one by one, as fastText does.
  @Test func treeIsAsDeepAsTheLongestPath() {
    var random = SeededGenerator(seed: 14)
    for labelCount in 1...40 {
      for greatest in [0, 1, 3, 1000] {
        let counts = (0..<labelCount).map { _ in Int.random(in: 0...greatest, using: &random) }
        for counts in [counts, counts.sorted(by: >)] {
          #expect(FastTextLabelTree.depth(counts: counts) == Self.longestPath(counts), "\(counts)")
        }
      }
    }
    // Fibonacci's numbers make the deepest tree of counts that are not 0.
    var counts = [1, 1]
    while counts.count < 70 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
    #expect(FastTextLabelTree.depth(counts: counts.reversed()) == 69)
  }

  private static func longestPath(_ counts: [Int]) -> Int {
    let count = counts.count
    var weights = counts + [Int](repeating: 1_000_000_000_000_000, count: count - 1)
    var parents = [Int?](repeating: nil, count: weights.count)
    var leaf = count - 1
    var node = count
    for made in weights.indices.dropFirst(count) {
      var children: [Int] = []
      while children.count < 2 {
        if leaf >= 0, weights[leaf] < weights[node] {
          children.append(leaf)
          leaf -= 1
        } else {
          children.append(node)
          node += 1
        }
      }
      weights[made] = children.reduce(0) { $0 + weights[$1] }
      for child in children { parents[child] = made }
    }
    return (0..<count).map { label in
      sequence(first: label) { parents[$0] }.reduce(-1) { length, _ in length + 1 }
    }.max() ?? 0
  }

  @Test func wordsThatStandInOneRowOfTheTableAreRefused() {
    var model = FastTextBytes()
    model.longestPart = 0
    let wordCount = 4000
    let slotCount = UInt32((Double(wordCount + 3) / 0.7).rounded(.up))
    model.words = []
    var number = 0
    while model.words.count < wordCount {
      number += 1
      let word = Array(String(number).utf8)
      var hash = FastTextWordTable.emptyHash
      for byte in word { FastTextWordTable.add(byte, to: &hash) }
      if hash % slotCount < slotCount / 2 { model.words.append(word) }
    }
    #expect(fault(model).contains("words of neighbouring hashes"))
    model.words = (0..<wordCount).map { Array(String($0).utf8) }
    #expect(fault(model) == "none")
  }

  @Test func longestRunIsThatOfATableThatIsFilled() {
    var random = SeededGenerator(seed: 15)
    for entryCount in [1, 2, 3, 10, 100, 1000] {
      for spread in [UInt32(1), 3, 1000, .max] {
        var table = FastTextWordTable(entryCount: entryCount)
        let slotCount = Int((Double(entryCount) / 0.7).rounded(.up))
        var isTaken = [Bool](repeating: false, count: slotCount)
        for _ in 0..<entryCount {
          let hash = UInt32.max - UInt32.random(in: 0..<spread, using: &random)
          table.insert(hash: hash)
          var slot = Int(hash) % slotCount
          while isTaken[slot] { slot = (slot + 1) % slotCount }
          isTaken[slot] = true
        }
        let runs = (isTaken + isTaken).split(separator: false).map(\.count)
        #expect(table.longestRun() == runs.max())
      }
    }
  }

  @Test func whatTheLoaderWouldMultiplyIsBounded() {
    var model = FastTextBytes()
    model.longestPart = 16
    model.words = [[UInt8](repeating: UInt8(ascii: "a"), count: (1 << 22) + 1)]
    #expect(fault(model).contains("parts of words"))
    model = FastTextBytes()
    model.labels = (0...65_536).map { Array("\($0)".utf8) }
    model.labelCounts = [Int](repeating: 1, count: model.labels.count)
    #expect(fault(model).contains("labels, before byte"))
    model = FastTextBytes()
    model.prunedParts = [(key: 8, row: 0)]
    #expect(fault(model).contains("pruned part, before byte"))
    model.bucketCount = 1 << 25
    #expect(fault(model).contains("where parts are pruned"))
  }
}

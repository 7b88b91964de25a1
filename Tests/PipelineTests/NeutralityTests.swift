import ByteIO
import Filters
import Foundation
import Ingest
import Pipeline
import Records
import TestSupport
import Testing
import Tokenizer

/// What is said of a record depends on the record alone: never on what the worker did before.
///
/// `PREP_TEXTS`, a file of `{"lang","text"}` lines, and `PREP_RECORD_COUNT` make it a longer test.
@Suite struct NeutralityTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let recordCount = environment["PREP_RECORD_COUNT"].flatMap(Int.init) ?? 300
  private static let tokenizer = Result { try LoadedTokenizer(path: Fixtures.tokenizerPath) }

  /// Names of what records are judged by.
  enum Way: String, CaseIterable {
    case english, japaneseOrAskedFor, slavic, fastText
  }

  /// All of them, but fastText where `Tools/fetch-fasttext-model.sh` has put no model.
  private static let ways = Way.allCases.filter { $0 != .fastText || (try? model.get()) != nil }

  private static let model = Result { () throws -> FastTextModel in
    let path = Fixtures.tokenizerPath.replacingOccurrences(
      of: "tokenizer.model", with: "lid.176.ftz")
    let bytes = try FileSystem.bytes(of: path)
    return try FastTextModel(bytes.span, path: path, sha256: SHA256.hexDigest(of: bytes.span))
  }

  private static func options(_ way: Way) throws -> JudgingOptions {
    let patterns = try PatternList(
      Array("as an AI\n/\\b(merci|ja|東京)\\b/\n/x{9}/\n".utf8), path: "patterns", sha256: "")
    let quality = try QualityOptions(
      patterns: patterns, patternFields: .all, maximumRepeatedLines: 0.3,
      maximumRepeatedWords: 0.2)
    var options = JudgingOptions(
      language: try LanguageOptions(wanted: ["en"]), quality: quality)
    options.parser.maximumLineByteCount = 16 << 10
    switch way {
    case .english: break
    case .japaneseOrAskedFor:
      options.language = try LanguageOptions(wanted: ["ja", "en"], policy: .translation)
      options.parser.condition = try RecordCondition("not quality_score < 5")
      options.parser.system = "東京です。"
      options.conversation = ConversationOptions(trainOn: .last, specialTokens: .reject)
    case .slavic:
      options.language = try LanguageOptions(
        wanted: ["ru", "uk", "sr", "zh"], minimumConfidence: 0.3, fields: .response)
      options.quality = try QualityOptions(maximumRepeatedWords: 0.5)
      options.conversation = ConversationOptions(
        template: .llama3, trainOn: .all, specialTokens: .allow)
    case .fastText:
      options.language = try LanguageOptions(wanted: ["de"], engine: .fastText(model.get()))
    }
    return options
  }

  private static func lines() throws -> [[UInt8]] {
    try Corpus.bytes(count: recordCount, seed: 14, texts: environment["PREP_TEXTS"])
      .split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map(Array.init)
  }

  /// Each record by a worker of its own, and all of them in random orders by one worker.
  @Test(arguments: ways)
  func orderChangesNoJudgement(way: Way) throws {
    let options = try Self.options(way)
    let vocabulary = try Self.tokenizer.get().vocabulary
    let lines = try Self.lines()
    let alone = try lines.map { line in
      var judge = Judge(options, vocabulary: vocabulary, hasSmallCaches: true)
      return try judge.judge([line])[0]
    }
    #expect(Set(alone.compactMap { $0?.reason }).count > 6, "the records have many faults")
    #expect(alone.count { $0?.encoded != nil } > 9, "and some have none")

    var reused = options
    reused.parser.batchByteCount = 1 << 14
    var judge = Judge(reused, vocabulary: vocabulary, hasSmallCaches: false)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<3 {
      let order = lines.indices.shuffled(using: &generator)
      var start = 0
      while start < order.count {
        let count = min(Int.random(in: 1...200, using: &generator), order.count - start)
        let unit = order[start..<(start + count)]
        start += count
        for (line, judgement) in zip(unit, try judge.judge(unit.map { lines[$0] })) {
          #expect(judgement == alone[line], "\(String(decoding: lines[line], as: UTF8.self))")
        }
      }
    }
  }
}

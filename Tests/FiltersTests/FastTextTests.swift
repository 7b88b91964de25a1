import ByteIO
import Filters
import Foundation
import Records
import TestSupport
import Testing

/// fastText with lid.176.ftz, where `Tools/fetch-fasttext-model.sh` put it; damage to it.
@Suite struct FastTextTests {
  static let path: String = {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "") + "/.cache"
    return cache + "/prep/lid.176.ftz"
  }()
  static let isThere = FileSystem.exists(path)
  static let sha256 = "8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83"

  private static func bytes() throws -> [UInt8] {
    try FileSystem.bytes(of: path)
  }

  private func load(_ bytes: [UInt8]) throws -> FastTextModel {
    try FastTextModel(bytes.span, path: "m.ftz", sha256: SHA256.hexDigest(of: bytes.span))
  }

  @Test(
    .enabled(if: isThere, "skipped: no lid.176.ftz; run Tools/fetch-fasttext-model.sh"))
  func modelJudgesWhatScriptsAndWordsLeaveOpen() throws {
    let model = try load(try Self.bytes())
    #expect(model.sha256 == Self.sha256)
    var filter = LanguageFilter(
      options: try LanguageOptions(wanted: ["en"], engine: .fastText(model)))
    let texts = [
      ("Ich habe gestern einen Brief an meine Tante geschrieben.", "de", false),
      ("ICH HABE GESTERN EINEN BRIEF AN MEINE TANTE GESCHRIEBEN.", "de", false),
      ("Вчера мы с друзьями ходили в кино и ели мороженое.", "ru", false),
      ("The ship left the harbour and nobody knew when it would be back.", "en", true),
      ("Paris", "und", true), ("x = 4", "und", true),
    ]
    for (text, language, isKept) in texts {
      let bytes = Array(text.utf8)
      let judgement = filter.judgement(on: bytes.span)
      #expect(judgement.verdict.language.description == language, "\(text)")
      #expect(judgement.isKept == isKept, "\(text)")
    }
    let bytes = Array(texts[0].0.utf8)
    #expect(filter.judgement(on: bytes.span).why.hasPrefix("fastText is "))
  }

  @Test(.enabled(if: isThere, "skipped: no lid.176.ftz; run Tools/fetch-fasttext-model.sh"))
  func truncatedModelIsAnErrorAtEveryLength() throws {
    let whole = try Self.bytes()
    for length in [0, 1, 7, 8, 55, 56, 63, 64, 100, 1000, 50_000, whole.count - 1] {
      #expect(throws: Fault.self, "\(length)") { try load(Array(whole[..<length])) }
    }
    #expect(throws: Fault.self) { try load(whole + [0]) }
  }

  /// Every byte of the fields before the dictionary, set to the values that break loaders.
  @Test(.enabled(if: isThere, "skipped: no lid.176.ftz; run Tools/fetch-fasttext-model.sh"))
  func changedHeaderIsAnErrorOrALoadedModel() throws {
    let whole = try Self.bytes()
    for offset in 0..<92 {
      for value: UInt8 in [0x00, 0x7F, 0xFF] where whole[offset] != value {
        var changed = whole
        changed[offset] = value
        do {
          _ = try load(changed)
        } catch {
          #expect("\(error)".hasPrefix("m.ftz: not a model that can be used: "))
        }
      }
    }
  }

  @Test func otherBytesAreNoModel() {
    for bytes in [
      [], Array("hello, this is no model at all".utf8), [UInt8](repeating: 0xBA, count: 99),
    ] {
      #expect(throws: Fault.self) { try load(bytes) }
    }
    // The magic number and nothing that makes sense after it.
    let magic: [UInt8] = [0xBA, 0x16, 0x4F, 0x2F, 12, 0, 0, 0]
    #expect(throws: Fault.self) { try load(magic + [UInt8](repeating: 0xFF, count: 4096)) }
    #expect(throws: Fault.self) { try load(magic + [UInt8](repeating: 0, count: 4096)) }
  }
}

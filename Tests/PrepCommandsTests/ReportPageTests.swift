import ByteIO
import Pipeline
import TestSupport
import Testing
import Tokenizer

@testable import PrepCommands

/// The page of the golden data set, and what must hold of every page.
@Suite struct ReportPageTests {
  private static let golden = Fixtures.path("shards/golden")

  private static func page(comparedWith other: String? = nil) throws -> String {
    let vocabulary = try LoadedTokenizer(path: Fixtures.tokenizerPath).vocabulary
    let contents = try ReportContents(
      directory: golden, comparedWith: other, sampling: .init(count: 20, seed: 0),
      vocabulary: vocabulary)
    return try ReportPage(contents: contents).html().characters
  }

  /// What stands between two texts, the first time that the first is there.
  private static func between(_ start: String, _ end: String, in page: String) throws -> String {
    let opening = try #require(page.firstRange(of: start))
    let rest = page[opening.upperBound...]
    let closing = try #require(rest.firstRange(of: end))
    return String(rest[..<closing.lowerBound])
  }

  @Test func aPageBeginsAsPagesAreTold() throws {
    #expect(try Self.page().hasPrefix(ReportPage.beginning))
  }

  /// The policy names the very bytes between the tags, and nothing else may be loaded or run.
  @Test func thePolicyNamesTheBytesOfStyleAndScript() throws {
    let page = try Self.page()
    let policy = try Self.between("Content-Security-Policy\" content=\"", "\"", in: page)
      .replacing("&#39;", with: "'")
    var expected = "default-src 'none'"
    for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
      let content = try Self.between("<\(tag)>", "</\(tag)>", in: page)
      let hash = Base64.encode(SHA256.digest(of: Array(content.utf8).span))
      expected += "; \(directive) 'sha256-\(hash)'"
    }
    #expect(policy == expected + "; base-uri 'none'; form-action 'none'")
    // Of no bytes, as `openssl dgst -sha256 -binary < /dev/null | base64` prints it.
    let none: [UInt8] = []
    let hash = Base64.encode(SHA256.digest(of: none.span))
    #expect(hash == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  @Test(arguments: ReportAsset.allCases)
  func anAssetCannotEndItsElement(_ asset: ReportAsset) {
    #expect(asset.text.utf8.count > 500)
    for ending in ["</", "<!--", "\r", "\u{0}", "http"] { #expect(!asset.text.contains(ending)) }
  }

  @Test func everySectionHasANameOfItsOwnAndALink() throws {
    let ids = ReportSections.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    let page = try Self.page(comparedWith: Fixtures.path("shards/golden-split"))
    // The golden data set was made before languages and what records hold were looked at.
    let missing: Set = ["languages", "contents"]
    for section in ReportSections.all where !missing.contains(section.id) {
      #expect(page.contains("<li><a href=\"#\(section.id)\">"), "\(section.id)")
      #expect(page.contains("<section id=\"\(section.id)\" "), "\(section.id)")
    }
    #expect(!page.contains(" style="))
    for id in missing { #expect(!page.contains("#\(id)"), "\(id)") }
  }

  @Test func ticksAreRoundAndReachTheLargest() {
    for count in [0, 1, 2, 3, 7, 10, 99, 100, 101, 7347, 20_000, 1_234_567, 1 << 50] {
      let ticks = LengthChart.ticks(upTo: count)
      #expect(ticks.first == 0)
      #expect(ticks.last ?? 0 >= count)
      #expect((2...7).contains(ticks.count), "\(count): \(ticks)")
      let step = ticks[1]
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $1 - $0 == step })
      #expect(["1", "2", "5"].contains(String(step).prefix(1)))
      #expect(String(step).dropFirst().allSatisfy { $0 == "0" })
    }
  }

  @Test func aTableShowsItsFirstRowsAndUnfoldsTheRest() {
    let rows = (0..<2000).map { ReportTable.Row("row \($0)", .count($0)) }
    let table = ReportTable(caption: "c", columns: ["a", "b"], rows: rows, shownCount: 3).html
    let text = table.characters
    #expect(text.contains("<summary>1,997 more</summary>"))
    #expect(text.contains("row 1002<"))
    #expect(!text.contains("row 1003<"))
    #expect(text.contains("997 more stand in <code>report.json</code>"))
    let few = ReportTable(
      caption: "c", columns: ["a", "b"], rows: Array(rows[..<3]), shownCount: 3)
    #expect(!few.html.characters.contains("details"))
  }
}

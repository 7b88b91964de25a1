import ByteIO
import TestSupport
import Testing

@testable import PrepCommands

/// What libyaml reads, as nodes, and what is said of what it does not read.
@Suite struct YAMLDocumentTests {
  private func flaw(_ text: String) -> YAMLDocument.Flaw? {
    do throws(YAMLDocument.Flaw) {
      _ = try YAMLDocument(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func scalarsListsAndMappingsAreToldApart() throws {
    let root = try #require(
      try YAMLDocument("a: 'x: y'\nb: [1, \"\\u00fc\\0\"]\nc:\n  d: ~\n").root)
    let pairs = try #require(root.pairs)
    #expect(pairs.map(\.key.text) == ["a", "b", "c"])
    #expect(pairs.map(\.value.line) == [1, 2, 4])
    #expect(pairs[0].value.text == "x: y")
    #expect(pairs[0].value.items == nil && pairs[0].value.pairs == nil)
    #expect(pairs[1].value.items?.map(\.text) == ["1", "ü\0"])
    #expect(pairs[2].value.pairs?.first?.value.text == "~")
    #expect(root.text == nil && root.items == nil)
  }

  @Test(arguments: ["", "# nothing\n", "---\n...\n", "\u{FEFF}"])
  func anEmptyDocumentHasNoRootOrAnEmptyOne(text: String) throws {
    let root = try YAMLDocument(text).root
    #expect(root == nil || root?.text == "")
  }

  @Test func whatAnAliasNamesStandsForIt() throws {
    let pairs = try #require(try YAMLDocument("a: &x [1]\nb: *x\n").root?.pairs)
    #expect(pairs[1].value.items?.map(\.text) == ["1"])
  }

  @Test(arguments: [
    ("a: [1\n", 2, 1), ("a: 1\nb: *x\n", 2, 4), ("a: 1\n---\nb: 2\n", 2, 1), ("a: b\u{1}\n", 1, 5),
  ])
  func aFlawHasItsPlace(text: String, line: Int, column: Int) throws {
    let flaw = try #require(self.flaw(text))
    #expect(!flaw.problem.isEmpty)
    #expect(flaw.line == line)
    #expect(flaw.column == column)
  }

  @Test func nestingHasALimit() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(flaw(nested(100)) == nil)
    #expect(flaw(nested(101))?.problem == "nested too deeply")
    #expect(flaw(nested(101))?.column == 101)
  }

  @Test func aKeyThatStandsTwiceIsAnError() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("seed: 1\nseed: 2\n", to: "prep.yaml")
    let error = #expect(throws: Fault.self) {
      try ConfigurationFile.expand(["build", "--config", path])
    }
    #expect(error?.message.contains(":2: seed: expected once, found a second time") == true)
  }
}

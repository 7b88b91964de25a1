import ByteIO
import TestSupport
import Testing
import Tokenizer

/// The list of templates, and that the documents name what is in it.
@Suite struct ChatTemplatesTests {
  @Test func namesAreUniqueAndReadBack() {
    let names = ChatTemplates.all.map(\.name)
    #expect(Set(names).count == names.count)
    for template in ChatTemplates.all {
      #expect(ChatTemplate(rawValue: template.name) == template)
      #expect(template.version.first?.isNumber == true)
      #expect((template.turns == nil) == !template.rendersConversations)
    }
    #expect(ChatTemplate(rawValue: "llama-2") == nil)
    #expect(ChatTemplates.all.first == ConversationOptions().template)
  }

  @Test func theTableOfTheTokenizersPageIsTheList() throws {
    let path = Fixtures.repositoryRoot + "/docs/TOKENIZER.md"
    let page = String(decoding: try FileSystem.bytes(of: path), as: UTF8.self)
    let section = try #require(
      page.split(separator: "\n## ").first { $0.hasPrefix("Chat templates\n") })
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      row.split(separator: "|").map { $0.filter { !" `".contains($0) } }
    }
    #expect(
      rows.map { [$0[0], $0[3]] } == ChatTemplates.all.map { [$0.name, $0.version] })
  }

  /// With no template at all there is nothing to print a date or tools in.
  @Test func whatRendersNoConversationsHasNothingElse() {
    for template in ChatTemplates.all where !template.rendersConversations {
      #expect(!template.printsDate && !template.rendersTools)
    }
  }
}

import ByteIO
import TestSupport
import Testing

@testable import Export

/// The list of formats, and what is made of it.
@Suite struct FormatListTests {
  private static func text(_ name: String) throws -> String {
    String(decoding: try FileSystem.bytes(of: Fixtures.path("../" + name)), as: UTF8.self)
  }

  @Test func namesAreShortAndDifferent() {
    let names = ExportFormats.all.map(\.name)
    #expect(Set(names).count == names.count)
    for format in ExportFormats.all {
      #expect(format.name.wholeMatch(of: /[a-z][a-z0-9]{1,11}/) != nil, "\(format.name)")
      #expect(ExportFormats.format(named: format.name)?.name == format.name)
      #expect(format.help.hasSuffix("."), "\(format.name)")
    }
    #expect(ExportFormats.format(named: "") == nil)
    #expect(ExportFormats.format(named: "JSONL") == nil)
  }

  @Test(arguments: ExportFormats.all.map(\.name))
  func readmeNamesEveryFormat(name: String) throws {
    #expect(try Self.text("README.md").contains("`\(name)`"))
  }

  @Test func fileNamesAreThoseThatAFormatStates() {
    for name in ["labels.npy", "index.json", "train_labels.idx", "shard.00000.mds"] {
      #expect(ExportFormats.isFileOfDirectory(name), "\(name)")
    }
    for name in ["notes.txt", "my-index.json", "npy", "labels.npy.gz", "", "*.npy.txt"] {
      #expect(!ExportFormats.isFileOfDirectory(name), "\(name)")
    }
  }

  @Test func namesAreListedAsASentenceHasThem() {
    #expect([].listed("or") == "")
    #expect(["a"].listed("or") == "a")
    #expect(["a", "b"].listed("or") == "a or b")
    #expect(["a", "b", "c"].listed("and") == "a, b and c")
  }
}

import ByteIO
import Foundation
import Records
import TestSupport
import Testing

/// What the documents say is what the project does.
@Suite struct DocumentationTests {
  private static func text(_ name: String) throws -> String {
    String(
      decoding: try FileSystem.bytes(of: Fixtures.repositoryRoot + "/" + name), as: UTF8.self)
  }

  /// The words that follow `prefix` in `text`.
  private static func words(after prefix: String, in text: String) -> Set<String> {
    var words: Set<String> = []
    for piece in text.components(separatedBy: prefix).dropFirst() {
      let word = piece.prefix { $0.isLowercase || $0 == "-" }
      if !word.isEmpty { words.insert(String(word)) }
    }
    return words
  }

  @Test func readmeNamesOnlyTargetsThatTheMakefileHas() throws {
    let makefile = try Self.text("Makefile")
    let targets = Set(
      makefile.split(separator: "\n").compactMap { line -> String? in
        guard let colon = line.firstIndex(of: ":"), line.first?.isLowercase == true else {
          return nil
        }
        return String(line[..<colon])
      })
    let named = Self.words(after: "`make ", in: try Self.text("README.md"))
      .union(Self.words(after: "\nmake ", in: try Self.text("README.md")))
    #expect(named.isSuperset(of: ["run", "test"]))
    #expect(named.isSubset(of: targets), "\(named.subtracting(targets))")
  }

  @Test func readmeNamesOnlyCommandsThatThereAre() throws {
    let named = Self.words(after: "\nprep ", in: try Self.text("README.md"))
    #expect(named.count >= 5)
    for command in named {
      #expect(try Prep.run(command, "--help").status == 0, "\(command)")
    }
  }

  @Test func everyReasonIsDocumentedAndNoOther() throws {
    // A reason has a heading of its own: ### `malformed_json`
    let documented = try Self.text("docs/REASONS.md").split(separator: "\n").compactMap {
      line -> String? in
      guard line.hasPrefix("### `") else { return nil }
      return String(line.dropFirst(5).prefix { $0 != "`" })
    }
    #expect(documented == RejectionReason.allCases.map(\.rawValue))
  }

  /// Folders whose README.md has a line for each of their files.
  private static let foldersWithTables = ["Sources/Shims", "Tests/System", "Tools", "scripts"]

  @Test(arguments: foldersWithTables) func everyFileIsInItsFoldersTable(folder: String) throws {
    let table = try Self.text(folder + "/README.md")
    let path = Fixtures.repositoryRoot + "/" + folder
    let names =
      folder == "Sources/Shims"
      ? try FileManager.default.contentsOfDirectory(atPath: path)
      : try FileManager.default.subpathsOfDirectory(atPath: path).filter {
        [".py", ".sh", ".c"].contains(where: $0.hasSuffix)
      }
    #expect(names.count > 5)
    for name in names where name != "README.md" {
      #expect(table.contains("`\(name)`"), "\(folder): \(name)")
    }
  }

  @Test func linksBetweenDocumentsLeadSomewhere() throws {
    let folder = Fixtures.repositoryRoot + "/docs"
    let names =
      ["README.md", "CONTRIBUTING.md"] + Self.foldersWithTables.map { $0 + "/README.md" }
      + (try FileSystem.names(in: folder).filter { $0.hasSuffix(".md") }.map { "docs/" + $0 })
    #expect(names.count > 5)
    for name in names {
      let base = Fixtures.repositoryRoot + "/" + name
      for piece in try Self.text(name).components(separatedBy: "](").dropFirst() {
        let target = piece.prefix { $0 != ")" && $0 != "#" }
        guard !target.isEmpty, !target.hasPrefix("http") else { continue }
        let path = FileSystem.directory(of: base) + "/" + target
        #expect(FileManager.default.fileExists(atPath: path), "\(name): \(target)")
      }
    }
  }
}

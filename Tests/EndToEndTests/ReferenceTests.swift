import ByteIO
import Foundation
import TestSupport
import Testing

/// What is generated from the command line is as it would be generated now.
@Suite struct ReferenceTests {
  @Test(arguments: ["reference/command-line.md", "schemas/prep-yaml.schema.json"])
  func committedFilesAreFresh(name: String) throws {
    let directory = try TemporaryDirectory()
    let root = Fixtures.repositoryRoot
    let outcome = try Prep.run(
      "/usr/bin/env",
      ["python3", "-B", root + "/Tools/generate-reference.py", Prep.path, directory.path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let fresh = try FileSystem.bytes(of: directory.file(name))
    let committed = try FileSystem.bytes(of: root + "/docs/" + name)
    #expect(fresh == committed, "docs/\(name) is stale: make reference")
  }

  @Test func everySubcommandHasAChapter() throws {
    let text = String(
      decoding: try FileSystem.bytes(
        of: Fixtures.repositoryRoot + "/docs/reference/command-line.md"), as: UTF8.self)
    let help = try Prep.run("--help").text
    let commands = help.split(separator: "SUBCOMMANDS:")[1].split(separator: "\n").filter {
      $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See")
    }.compactMap { $0.split(separator: " ").first }
    #expect(commands.count >= 13)
    for command in commands { #expect(text.contains("\n## prep \(command)\n"), "\(command)") }
  }
}

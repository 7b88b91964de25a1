import ByteIO
import Foundation
import TestSupport
import Testing

/// Another layout of the same records, without their text.
@Suite struct RepackTests {
  private static let input = Fixtures.path("documents/instructions.jsonl")

  private static func build(_ output: String, _ options: String...) throws {
    let outcome = try Prep.run(
      ["build", input, "--output", output, "--language", "en", "--sequence-length", "256"]
        + options)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    ["--sequence-length", "1024"], ["--seed", "9", "--shuffle", "on"], ["--shuffle", "off"],
    ["--validation", "10%", "--rows-per-shard", "3"], ["--pack", "concat"], ["--pack", "none"],
    ["--dedup", "exact", "--level", "9"], ["--cap", "code=2"],
    ["--overlong", "truncate", "--sequence-length", "256"], [],
  ])
  func repackingGivesWhatABuildWithTheseOptionsGives(options: [String]) throws {
    let directory = try TemporaryDirectory()
    try Self.build(directory.file("kept"), "--keep-parts")
    let repacked = DataSetFiles(directory: directory.file("repacked"))
    let outcome = try Prep.run(
      ["repack", directory.file("kept"), "--output", repacked.directory] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let built = DataSetFiles(directory: directory.file("built"))
    let build = try Prep.run(
      ["build", Self.input, "--output", built.directory, "--language", "en"]
        + (options.contains("--sequence-length") ? [] : ["--sequence-length", "256"]) + options)
    #expect(build.status == 0, "\(build.errors)")
    #expect(try repacked.contents() == built.contents())
    #expect(try repacked.leftovers() == [])
  }

  @Test func repackingAgainFindsAllThere() throws {
    let directory = try TemporaryDirectory()
    try Self.build(directory.file("kept"), "--keep-parts")
    let repack = ["repack", directory.file("kept"), "--output", directory.file("new")]
    #expect(try Prep.run(repack).status == 0)
    #expect(try Prep.run(repack).text.contains("is there already"))
    let other = try Prep.run(repack + ["--seed", "3"])
    #expect(other.status == 2)
    #expect(other.errors.contains("seed: then 0, now 3"), "\(other.errors)")
    #expect(try Prep.run(repack + ["--seed", "3", "--overwrite"]).status == 0)
  }

  @Test func withoutPartsThereIsNothingToRepack() throws {
    let directory = try TemporaryDirectory()
    try Self.build(directory.file("out"))
    let outcome = try Prep.run("repack", directory.file("out"), "--output", directory.file("new"))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--keep-parts"), "\(outcome.errors)")
    #expect(!FileSystem.exists(directory.file("new")))
  }

  @Test func missingPartIsNamed() throws {
    let directory = try TemporaryDirectory()
    try Self.build(directory.file("kept"), "--keep-parts")
    let part = directory.file("kept/work/parts/00000.part")
    try FileSystem.removeFile(part)
    let outcome = try Prep.run("repack", directory.file("kept"), "--output", directory.file("new"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(part), "\(outcome.errors)")
    #expect(!FileSystem.exists(directory.file("new/manifest.json")))
  }

  @Test func repackingADataSetIntoItselfIsRefused() throws {
    let directory = try TemporaryDirectory()
    let kept = directory.file("kept")
    try Self.build(kept, "--keep-parts")
    let before = try DataSetFiles(directory: kept).contents()
    for output in [kept, kept + "/", kept + "/work"] {
      let outcome = try Prep.run("repack", kept, "--output", output, "--seed", "1", "--overwrite")
      #expect(outcome.status == 2, "\(outcome.errors)")
      #expect(try DataSetFiles(directory: kept).contents() == before)
    }
  }
}

import ByteIO
import Foundation
import TestSupport
import Testing

/// The tokenizer is the one that is meant: in the cache, by name, and for a data set.
@Suite struct TokenizerFileTests {
  private static let input = Fixtures.path("documents/instructions.jsonl")

  let directory: TemporaryDirectory
  /// A tokenizer in which " the" and " of" have changed places.
  let swapped: String

  init() throws {
    directory = try TemporaryDirectory()
    let text = String(decoding: try FileSystem.bytes(of: Fixtures.tokenizerPath), as: UTF8.self)
    let (the, of) = ("IHRoZQ== ", "IG9m ")
    let lines = text.split(separator: "\n").map { line in
      if line.hasPrefix(the) { return of + line.dropFirst(the.count) }
      if line.hasPrefix(of) { return the + line.dropFirst(of.count) }
      return String(line)
    }
    swapped = try directory.write(lines.joined(separator: "\n") + "\n", to: "swapped.model")
    _ = try directory.copy(swapped, to: "cache/prep/tokenizer.model")
  }

  private func run(_ arguments: [String], cache: Bool = false) throws -> Prep.Outcome {
    try Prep.run(arguments, environment: cache ? ["XDG_CACHE_HOME": directory.file("cache")] : [:])
  }

  @Test func anotherFileInTheCacheIsRefused() throws {
    let text = try directory.write("the end of the day", to: "text")
    for command in [
      ["encode", text], ["build", Self.input, "--output", directory.file("out")],
      ["bench", "encode", text],
    ] {
      let outcome = try run(command, cache: true)
      #expect(outcome.status == 1, "\(command)")
      #expect(outcome.errors.contains("make setup"), "\(outcome.errors)")
    }
    #expect(!FileSystem.exists(directory.file("out/manifest.json")))
  }

  @Test func anotherFileIsTakenWhereItIsNamedAndSaid() throws {
    let text = try directory.write("the end of the day", to: "text")
    let named = try run(["encode", text, "--tokenizer", swapped])
    #expect(named.status == 0)
    #expect(named.errors.contains("other tokens than Llama 3's"), "\(named.errors)")
    let usual = try run(["encode", text])
    #expect(usual.errors.isEmpty, "\(usual.errors)")
    #expect(named.text != usual.text)
    let same = try run(["encode", text, "--tokenizer", Fixtures.tokenizerPath])
    #expect(same.errors.isEmpty, "\(same.errors)")
  }

  @Test func dataSetIsShownWithItsOwnTokenizerOnly() throws {
    let out = directory.file("out")
    let build = ["build", Self.input, "--output", out, "--quiet", "--keep-parts", "--tokenizer"]
    #expect(try run(build + [swapped]).status == 0)
    for choice in [["--row", "0"], ["--random", "1"], ["--source", Self.input + ":1"]] {
      let other = try run(["inspect", out] + choice)
      #expect(other.status == 2, "\(other.errors)")
      #expect(other.errors.contains("was made with another tokenizer"), "\(other.errors)")
      #expect(try run(["inspect", out, "--tokenizer", swapped] + choice).status == 0)
    }
    let repack = try run(["repack", out, "--output", directory.file("again"), "--seed", "1"])
    #expect(repack.status == 2, "\(repack.errors)")
    // A repair from kept parts makes no tokens; one from the source does.
    try FileSystem.removeTree(out + "/work")
    try FileSystem.removeFile(out + "/shards/train-00000.shard")
    #expect(try run(["verify", out, "--repair"]).status == 4)
    #expect(try run(["verify", out, "--repair", "--tokenizer", swapped]).status == 0)
  }
}

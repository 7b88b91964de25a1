import ByteIO
import FuzzTargets
import TestSupport
import Testing

/// What the fuzzer starts from and what it once found, through the code that it runs: each is read
/// or refused, and none ends the process.
@Suite struct ReplayTests {
  /// The folders of `fixtures` that hold inputs of a target; those of `Fuzz/run.sh`.
  private static let folders: [String: [(folder: String, ending: String)]] = [
    "shard": [("shards/golden/shards", ""), ("shards/broken", ".shard")],
    "plan": [("shards/broken", ".plan")],
    "manifest": [("shards/broken", ".json")],
    "part": [],
    "lines": [("documents", ".jsonl"), ("broken-input", "")],
    "tokenizer": [("documents", ".jsonl")],
    "fasttext": [],
    "patterns": [],
    "vocabulary": [],
    "statistics": [],
    "repair": [],
  ]

  @Test(arguments: fuzzTargets.keys.sorted())
  func everyInputIsReadOrRefused(_ name: String) throws {
    let target = try #require(fuzzTargets[name]).init()
    var inputCount = 0
    for (folder, ending) in try #require(Self.folders[name]) + [("fuzz/" + name, "")] {
      let folder = Fixtures.path(folder)
      guard FileSystem.kind(of: folder) == .directory else { continue }
      for file in try FileSystem.names(in: folder) where file.hasSuffix(ending) {
        target.run(try FileSystem.bytes(of: folder + "/" + file))
        inputCount += 1
      }
    }
    #expect(inputCount > 1)
  }
}

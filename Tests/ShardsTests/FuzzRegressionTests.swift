import ByteIO
import TestSupport
import Testing

@testable import Shards

@Suite("What the fuzzer starts from and what it once found")
struct FuzzRegressionTests {
  @Test(
    "is read or refused, and never ends the process",
    arguments: ["shard", "plan", "manifest", "part"])
  func inputs(_ target: String) throws {
    let folder = Fixtures.path("fuzz/" + target)
    guard FileSystem.kind(of: folder) == .directory else { return }
    for name in try FileSystem.names(in: folder) {
      let path = folder + "/" + name
      do {
        switch target {
        case "shard": try ShardFileTests.readAll(path)
        case "plan": try PlanFileTests.readAll(path)
        case "manifest": _ = try Manifest(readingFrom: path)
        default: try PartTests.readAll(path)
        }
      } catch is ShardError {
        // To refuse is as good as to read.
      }
    }
  }

  @Test("holds parts that are sound")
  func parts() throws {
    for name in ["small.part", "rejections.part"] {
      try PartTests.readAll(Fixtures.path("fuzz/part/" + name))
    }
  }
}

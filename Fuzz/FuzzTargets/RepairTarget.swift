import ByteIO
import Glibc
import Pipeline
import Shards
import TestSupport

/// A manifest, and after a zero byte a plan: a repair that they lead, of a data set whose first
/// shard is gone.
package struct RepairTarget: FuzzTarget {
  private let set: EditedDataSet
  private let tokenizer: LoadedTokenizer

  package init() throws {
    set = try EditedDataSet()
    tokenizer = try LoadedTokenizer(path: Fixtures.tokenizerPath)
  }

  package func run(_ bytes: [UInt8]) {
    attempt {
      let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      var plan = parts.count > 1 ? Array(parts[1]) : []
      if plan.isEmpty { plan = try FileSystem.bytes(of: Fixtures.path("shards/golden/plan")) }
      Seal.plan(&plan)
      let text = Array(parts[0])
      let manifest = try JSONReader(parsing: text.span).value
      try set.put(plan, as: DataSetName.plan)
      try set.put([], as: DataSetName.shard(split: "train", number: 0))
      try set.seal(manifest, [DataSetName.plan: plan])
      // The inputs are named: a stranger's manifest shall not choose what a fuzzer reads.
      let repair = Repair(
        set.path, inputs: [Fixtures.path("shards/input.jsonl")], tool: "0.1.0",
        tokenizer: tokenizer, threadCount: 1)
      attempt { _ = try repair.run(stop: StopFlag()) }
    }
  }
}

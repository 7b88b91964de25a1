import ByteIO
import Planner
import Records
import Shards
import Tokenizer

/// Writes every shard of the plan, many at once.
struct AssembleStage {
  let layout: LayoutOptions
  let threadCount: Int
  let output: OutputDirectory
  let provenance: Provenance
  let progress: Progress
  let stop: StopFlag

  /// Writes the shards; one whose receipt is there and fits the file is not written again.
  ///
  /// - Returns: One summary a shard: all of `train`, then all of `validation`.
  func run(_ planned: PlanStage.Result) throws(Fault) -> [ShardSummary] {
    let tasks = self.tasks(planned.plan)
    progress.enter(.assembling, totalAmount: tasks.reduce(0) { $0 + $1.rows.count })
    if !output.shardReceipts(of: provenance.inputHash).exists {
      // Units are compared one by one when their parts are used again, but a file that has since
      // got longer by whole units has the same ones as far as they go, and other shards.
      try output.removeOwn("work/shards")
      try output.removeOwn("shards")
    }
    try output.shards.makeDirectories()
    try output.shardReceipts(of: provenance.inputHash).makeDirectories()
    let assembler = ShardAssembler(
      records: planned.parts, options: provenance.assemblerOptions(layout))
    return try AssembleTask.run(tasks, assembler, threadCount: threadCount, stop: stop) {
      [progress] in progress.add($0)
    }
  }

  private func tasks(_ plan: Plan) -> [AssembleTask] {
    Plan.Split.allCases.flatMap { split in
      let rowCount = plan[split].rowCount
      return stride(from: 0, to: rowCount, by: layout.rowsPerShard).enumerated().map {
        number, first in
        let name = DataSetName.shard(split: split.name, number: number)
        return AssembleTask(
          name: name, split: split.name,
          rows: first..<min(first + layout.rowsPerShard, rowCount), plan: plan[split],
          file: output.file(name),
          receipt: output.shardReceipt(split, number, of: provenance.inputHash))
      }
    }
  }
}

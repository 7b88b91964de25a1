import ByteIO
import Planner
import Records
import Shards
import Synchronization
import Tokenizer

/// Writes every shard of the plan, many at once.
struct AssembleStage {
  let layout: LayoutOptions
  let threadCount: Int
  let output: OutputDirectory
  let provenance: Provenance
  let progress: BuildProgress
  let stop: StopFlag

  /// One shard to write.
  private struct Task: Sendable {
    var split: Plan.Split
    var number: Int
    var rows: Range<Int>
  }

  /// Writes the shards; one whose receipt is there and fits the file is not written again.
  ///
  /// - Returns: One summary a shard: all of `train`, then all of `validation`.
  func run(_ planned: PlanStage.Result) throws(PipelineError) -> [ShardSummary] {
    let plan = planned.plan
    let tasks = self.tasks(plan)
    progress.expect(rowCount: tasks.reduce(0) { $0 + $1.rows.count })
    try inFiles { () throws(FileError) in
      if !output.shardReceipts(of: provenance.inputHash).exists {
        // Units are compared one by one when their parts are used again, but a file that has since
        // got longer by whole units has the same ones as far as they go, and other shards.
        try output.removeOwn("work/shards")
        try output.removeOwn("shards")
      }
      try output.shards.makeDirectories()
      try output.shardReceipts(of: provenance.inputHash).makeDirectories()
    }
    let assembler = ShardAssembler(
      records: planned.parts, options: provenance.assemblerOptions(layout))
    let summaries = Monitor<[ShardSummary?]>([ShardSummary?](repeating: nil, count: tasks.count))
    let next = Atomic<Int>(0)
    try Workers.run(min(threadCount, max(tasks.count, 1))) {
      (shouldEnd) throws(PipelineError) in
      while !shouldEnd() {
        try stop.check()
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < tasks.count else { return }
        let summary = try finish(tasks[index], plan: plan[tasks[index].split], assembler)
        progress.addRows(tasks[index].rows.count)
        summaries.withLock { $0[index] = summary }
      }
    }
    return summaries.withLock { $0 }.compactMap { $0 }
  }

  private func tasks(_ plan: Plan) -> [Task] {
    Plan.Split.allCases.flatMap { split in
      let rowCount = plan[split].rowCount
      return stride(from: 0, to: rowCount, by: layout.rowsPerShard).enumerated().map {
        number, first in
        Task(
          split: split, number: number,
          rows: first..<min(first + layout.rowsPerShard, rowCount))
      }
    }
  }

  private func finish(
    _ task: Task, plan: RowPlan, _ assembler: ShardAssembler
  ) throws(PipelineError) -> ShardSummary {
    let name = DataSetName.shard(split: task.split.name, number: task.number)
    let receipt = output.shardReceipt(task.split, task.number, of: provenance.inputHash)
    if let summary = finished(name: name, receipt: receipt) { return summary }
    let summary = try asPipeline { () throws(ShardError) in
      try assembler.assemble(
        task.rows, of: plan, to: output.file(name), split: task.split.name, name: name,
        isCancelled: { stop.isStopping })
    }
    guard let summary else { throw .interrupted }
    try asPipeline { () throws(ShardError) in _ = try summary.write(to: receipt) }
    return summary
  }

  /// The summary of a shard that an earlier run finished; its bytes are hashed again, since a
  /// receipt says what the file was, not what it is.
  private func finished(name: String, receipt: FilePlace) -> ShardSummary? {
    guard receipt.exists, let summary = try? ShardSummary(readingFrom: receipt),
      summary.name == name, let found = try? FileDigest.of(output.file(name)),
      found == AtomicFile.Summary(byteCount: summary.byteCount, hash: summary.fileHash)
    else { return nil }
    return summary
  }
}

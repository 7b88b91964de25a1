import ByteIO
import Records
import Shards
import Synchronization

/// One shard to be made: of a build, a repack or a repair.
///
/// A pure function of the rows, the records and the assembler's options. It writes under a temporary
/// name and commits by a rename; its receipt, where it has one, comes last.
struct AssembleTask: Sendable {
  /// The shard's name in its data set.
  let name: String
  /// The name of its split.
  let split: String
  /// The shard's rows among those of `plan`.
  let rows: Range<Int>
  /// All rows of the split.
  let plan: RowPlan
  /// The file to be made.
  let file: FilePlace
  /// Where the receipt is kept; nil where what is made must be compared with something else.
  let receipt: FilePlace?

  /// Does the tasks, several at once; one whose receipt is there and fits the file is not done again.
  ///
  /// - Parameter finished: Called with the rows of each task that is done.
  /// - Returns: A summary a task, in the order of the tasks.
  static func run(
    _ tasks: [AssembleTask], _ assembler: ShardAssembler, threadCount: Int, stop: StopFlag,
    finished: @escaping @Sendable (_ rowCount: Int) -> Void = { _ in }
  ) throws(Fault) -> [ShardSummary] {
    let summaries = Monitor<[ShardSummary?]>([ShardSummary?](repeating: nil, count: tasks.count))
    let next = Atomic<Int>(0)
    try Workers.run(min(threadCount, max(tasks.count, 1))) {
      (shouldEnd) throws(Fault) in
      while !shouldEnd() {
        try stop.check(resumes: true)
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < tasks.count else { return }
        let summary = try tasks[index].run(assembler, stop: stop)
        finished(tasks[index].rows.count)
        summaries.withLock { $0[index] = summary }
      }
    }
    return summaries.withLock { $0 }.compactMap { $0 }
  }

  private func run(
    _ assembler: ShardAssembler, stop: StopFlag
  ) throws(Fault) -> ShardSummary {
    if let summary = earlier() { return summary }
    let summary = try assembler.assemble(
      rows, of: plan, to: file, split: split, name: name, isCancelled: { stop.isStopping })
    guard let summary else { throw .interrupted(resumes: true) }
    if let receipt {
      _ = try summary.write(to: receipt)
    }
    return summary
  }

  /// The summary of a shard that an earlier run finished; its bytes are hashed again, since a
  /// receipt says what the file was, not what it is.
  private func earlier() -> ShardSummary? {
    guard let receipt, receipt.exists, let summary = try? ShardSummary(readingFrom: receipt),
      summary.name == name, let found = try? FileDigest.of(file),
      found == AtomicFile.Summary(byteCount: summary.byteCount, hash: summary.fileHash)
    else { return nil }
    return summary
  }
}

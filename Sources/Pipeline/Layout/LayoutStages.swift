import ByteIO
import Ingest
import Planner
import Records
import Shards

/// Everything after encoding, in one process: the tasks that make a data set of parts, one stage after
/// the other, those of a stage side by side.
///
/// A build and a repack end alike.
struct LayoutStages {
  let run: LayoutRun
  let threadCount: Int
  /// Where the texts nearest to the language threshold are written; nil for nowhere.
  var languageReport: String?
  /// The inputs that must be at the end what they were when they were read; none in a repack.
  var inputs: [InputFile] = []

  /// Makes the data set.
  func make(log: inout RunLog) throws(Fault) {
    let run = run
    run.progress.enter(.planning)
    let layouts = try plan()
    log.finish("plan")
    if let languageReport {
      try LanguageReport(source: run.source, inputPaths: run.provenance.inputPaths)
        .write(try PartSet(run.partPlaces), to: languageReport)
    }
    let shards = try makeShards(layouts)
    log.finish("assemble")
    run.progress.enter(.publishing)
    let files = try writeFiles(layouts, shards)
    try run.stop.check(resumes: true)
    log.finish("publish")
    try FinishTask(run: run).publish(shards, files, runLog: log.value, inputs: inputs)
  }

  /// Decides what becomes of every record, and leaves the tables of the layout.
  func plan() throws(Fault) -> [SplitLayout] {
    let run = run
    try run.output.tables.makeDirectories()
    let questions = try ValidationQuestions(of: run)
    try forEachGroup { (group) throws(Fault) in
      try KeysTask(run: run, questions: questions).make(group)
    }
    try Workers.forEach(below: run.bucketCount, threadCount: threadCount) {
      (bucket) throws(Fault) in
      try run.stop.check(resumes: true)
      try MarksTask(run: run).make(bucket)
    }
    if run.ranks {
      try forEachGroup { (group) throws(Fault) in
        try RanksTask(run: run, questions: questions).make(group)
      }
      try LimitsTask(run: run).make()
    }
    let limits = try RankLimits(of: run)
    try forEachGroup { (group) throws(Fault) in
      let kept = try CountsTask(run: run, questions: questions, limits: limits).make(group)
      run.progress.addRecords(0, rejected: group.recordCount - kept)
    }
    try LayoutTask(run: run).make()
    return try LayoutTask.layouts(of: run)
  }

  private func forEachGroup(
    _ work: @escaping @Sendable (UnitGroup) throws(Fault) -> Void
  ) throws(Fault) {
    let run = run
    try Workers.forEach(below: run.groups.count, threadCount: threadCount) {
      (number) throws(Fault) in
      try run.stop.check(resumes: true)
      try work(run.groups[number])
    }
  }

  /// Writes the shards; one whose receipt is there and fits the file is not written again.
  private func makeShards(_ layouts: [SplitLayout]) throws(Fault) -> [ShardSummary] {
    let run = run
    let tasks = ShardTask.all(layouts, rowsPerShard: run.layout.rowsPerShard)
    run.progress.enter(.assembling, totalAmount: tasks.reduce(0) { $0 + $1.rows.count })
    let receipts = run.output.shardReceipts(of: run.provenance.inputHash)
    if !receipts.exists {
      // Units are compared one by one when their parts are used again, but a file that has since
      // got longer by whole units has the same ones as far as they go, and other shards.
      try run.output.removeOwn("work/shards")
      try run.output.removeOwn("shards")
    }
    try run.output.shards.makeDirectories()
    try receipts.makeDirectories()
    return try makeShards(tasks, layouts) { task in
      run.output.shardReceipt(task.split, task.number, of: run.provenance.inputHash)
    }
  }

  /// Makes some shards.
  ///
  /// - Parameter receipt: Where the receipt of each is kept; nil for nowhere.
  func makeShards(
    _ tasks: [ShardTask], _ layouts: [SplitLayout],
    receipt: @escaping @Sendable (ShardTask) -> FilePlace?
  ) throws(Fault) -> [ShardSummary] {
    let run = run
    let gathering = RowGathering(run, layouts)
    let summaries = Monitor<[ShardSummary?]>([ShardSummary?](repeating: nil, count: tasks.count))
    try Workers.forEach(below: tasks.count, threadCount: threadCount) {
      (index) throws(Fault) in
      try run.stop.check(resumes: true)
      let task = tasks[index]
      let summary = try task.make(
        gathering, layouts[Int(task.split.rawValue)], receipt: receipt(task))
      run.progress.add(task.rows.count)
      summaries.withLock { $0[index] = summary }
    }
    return summaries.withLock { $0 }.compactMap { $0 }
  }

  /// Writes the files beside the shards that the manifest names.
  func writeFiles(
    _ layouts: [SplitLayout], _ shards: [ShardSummary]
  ) throws(Fault) -> [Manifest.OtherFile] {
    let run = run
    // Files of a run that was killed while it wrote them, which may have been more.
    try run.output.removeOwn("rejected")
    let rejected = try RejectedFiles(run)
    let summaries = Monitor<[AtomicFile.Summary?]>(
      [AtomicFile.Summary?](repeating: nil, count: rejected.count))
    try Workers.forEach(below: rejected.count, threadCount: threadCount) {
      (number) throws(Fault) in
      let summary = try rejected.make(number)
      summaries.withLock { $0[number] = summary }
    }
    return try FinishTask(run: run).writeFiles(
      layouts, shards, rejected: summaries.withLock { $0 }.compactMap { $0 })
  }
}

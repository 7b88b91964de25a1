package import ByteIO
import Ingest
import Planner
import Records
import Shards

extension TaskRun {
  /// What is the same for several tasks of a stage that one process does.
  package struct Stage {
    let stage: TaskStage
    let run: TaskRun
    let threadCount: Int
    let progress: Progress
    let stop: StopFlag
    /// Everything after encoding; nil while that goes on.
    fileprivate let layoutRun: LayoutRun?
    fileprivate var questions: ValidationQuestions?
    fileprivate var assembly: Assembly?
  }

  /// How rows are made, for every task that writes some.
  fileprivate struct Assembly {
    let layouts: [SplitLayout]
    let shards: [ShardTask]
    let gathering: RowGathering
    private let run: LayoutRun

    init(_ run: LayoutRun) throws(Fault) {
      layouts = try LayoutTask.layouts(of: run)
      shards = ShardTask.all(layouts, rowsPerShard: run.layout.rowsPerShard)
      gathering = RowGathering(run, layouts)
      self.run = run
    }

    /// Opens the tables of all groups, which only few tasks need.
    func rejected() throws(Fault) -> RejectedFiles { try RejectedFiles(run) }
  }

  /// Prepares to do tasks of a stage, once the stage before is done.
  package func stage(
    _ stage: TaskStage, threadCount: Int, progress: Progress, stop: StopFlag
  ) throws(Fault) -> Stage {
    try checkHas(stage)
    try checkBefore(stage)
    guard stage != .encode else {
      return Stage(
        stage: stage, run: self, threadCount: threadCount, progress: progress, stop: stop,
        layoutRun: nil)
    }
    let layoutRun = try layoutRun(progress: progress, stop: stop)
    var prepared = Stage(
      stage: stage, run: self, threadCount: threadCount, progress: progress, stop: stop,
      layoutRun: layoutRun)
    if stage == .key || stage == .rank || stage == .count {
      prepared.questions = try ValidationQuestions(of: layoutRun)
    }
    if stage == .assemble || stage == .finish { prepared.assembly = try Assembly(layoutRun) }
    return prepared
  }

  /// What all tasks after encoding share.
  private func layoutRun(progress: Progress, stop: StopFlag) throws(Fault) -> LayoutRun {
    var encoded = EncodeStage.Result(
      receipts: [], compressions: [InputCompression?](repeating: nil, count: inputs.count),
      byteCounts: [UInt64](repeating: 0, count: inputs.count))
    for index in inputTasks.indices {
      let receipt = try TaskReceipt(readingFrom: receipt(.encode, index))
      encoded.receipts += receipt.units
      for entry in receipt.compressions {
        encoded.compressions[entry.file] = entry.compression
      }
      for segment in receipt.units.flatMap(\.segments) {
        encoded.byteCounts[Int(segment.file)] += segment.byteCount
      }
    }
    if options.reading.unread == .error {
      let unread = UnreadField.merged(encoded.receipts.map(\.unreadFields))
      if !unread.isEmpty { throw .unreadFields(unread) }
    }
    return try LayoutRun(
      layout: layout, source: directory, output: output, scratch: directory,
      provenance: Provenance(
        identity: file.identity, options: options, tool: tool, tokenizer: tokenizer,
        inputs: inputs, encoded: encoded),
      receipts: encoded.receipts, unitsPerGroup: file.unitsPerTask,
      bucketCount: file.bucketCount, progress: progress, stop: stop)
  }
}

extension TaskRun.Stage {
  /// Does task `index`; false where that was done already.
  ///
  /// - Throws: `tasksDiffer` where another run of it has written other bytes.
  package func perform(_ index: Int) throws(Fault) -> Bool {
    try stop.check(resumes: true)
    guard !run.isDone(stage, index) else { return false }
    var receipt = TaskReceipt(stage, index)
    do {
      if stage == .encode {
        try encode(index, &receipt)
      } else if let layoutRun {
        try perform(index, layoutRun, &receipt)
      }
    } catch {
      // A copy that was slow may find what it had begun tidied away: then another has done the task.
      guard run.receipt(stage, index).exists else { throw error }
      return false
    }
    try commit(receipt)
    if stage == .finish { try run.tidy() }
    return true
  }

  /// Data first, receipt last: where another copy of the task was faster, both must have written the
  /// same.
  private func commit(_ receipt: TaskReceipt) throws(Fault) {
    let place = run.receipt(stage, receipt.index)
    if place.exists {
      let other = try TaskReceipt(readingFrom: place)
      guard other == receipt else {
        let name = zip(other.files, receipt.files).first { $0 != $1 }?.0.name
        throw .tasksDiffer(stage, receipt.index, what: name ?? "their receipts")
      }
      return
    }
    try receipt.write(to: place)
  }

  private func encode(_ index: Int, _ receipt: inout TaskReceipt) throws(Fault) {
    let task = run.inputTasks[index]
    var inputs = run.inputs
    for range in task.ranges { inputs[range.file] = try run.unchangedInput(range.file) }
    var options = run.options
    options.threadCount = threadCount
    let encoded = try EncodeStage(
      options: options, output: run.directory, vocabulary: run.tokenizer.vocabulary,
      progress: progress, stop: stop
    ).run(inputs, [task])
    for range in task.ranges { _ = try run.unchangedInput(range.file) }
    receipt.units = encoded.receipts
    receipt.compressions = encoded.compressions.enumerated().compactMap { file, compression in
      compression.map { TaskReceipt.Compression(file: file, compression: $0) }
    }
  }

  private func perform(
    _ index: Int, _ layoutRun: LayoutRun, _ receipt: inout TaskReceipt
  ) throws(Fault) {
    switch stage {
    case .encode: break
    case .key:
      guard let questions else { return }
      try forEachGroup(of: index, [.keys], &receipt) { (group) throws(Fault) in
        try KeysTask(run: layoutRun, questions: questions).make(group)
      }
    case .mark:
      try MarksTask(run: layoutRun).make(index)
      try receipt.add(layoutRun, .marks, index)
    case .rank:
      guard let questions else { return }
      try forEachGroup(of: index, [.ranks], &receipt) { (group) throws(Fault) in
        try RanksTask(run: layoutRun, questions: questions).make(group)
      }
    case .choose:
      try LimitsTask(run: layoutRun).make()
      try receipt.add(layoutRun, .limits, 0)
    case .count:
      guard let questions else { return }
      let limits = try RankLimits(of: layoutRun)
      try forEachGroup(of: index, [.pieces, .records, .rejected, .counts], &receipt) {
        (group) throws(Fault) in
        try CountsTask(run: layoutRun, questions: questions, limits: limits).make(group)
      }
    case .plan:
      try LayoutTask(run: layoutRun).make()
      try receipt.add(layoutRun, .layout, 0)
      let assembly = try TaskRun.Assembly(layoutRun)
      receipt.assembleTaskCount = assembly.shards.count + (try assembly.rejected().count)
    case .assemble: try assemble(index, layoutRun, &receipt)
    case .finish: try finish(layoutRun, &receipt)
    }
  }

  /// Does the groups of units of an encode task, several at once.
  private func forEachGroup(
    of task: Int, _ tables: [LayoutTable], _ receipt: inout TaskReceipt,
    _ work: @escaping @Sendable (UnitGroup) throws(Fault) -> Void
  ) throws(Fault) {
    guard let layoutRun else { return }
    let groups = layoutRun.groups.filter { $0.task == task }
    try Workers.forEach(below: groups.count, threadCount: threadCount) { (index) throws(Fault) in
      try work(groups[index])
    }
    for group in groups {
      for table in tables { try receipt.add(layoutRun, table, group.number) }
    }
  }

  private func assemble(
    _ index: Int, _ layoutRun: LayoutRun, _ receipt: inout TaskReceipt
  ) throws(Fault) {
    guard let assembly else { return }
    guard index < assembly.shards.count else {
      let number = index - assembly.shards.count
      let summary = try assembly.rejected().make(number)
      receipt.files.append(
        TaskReceipt.File(
          name: DataSetName.rejected(number: number), byteCount: summary.byteCount,
          hash: summary.hash))
      return
    }
    let task = assembly.shards[index]
    try run.output.shards.makeDirectories()
    let summaries = run.directory.shardReceipts(of: layoutRun.provenance.inputHash)
    try summaries.makeDirectories()
    let summary = try task.make(
      assembly.gathering, assembly.layouts[Int(task.split.rawValue)],
      receipt: summary(of: task, layoutRun))
    progress.add(task.rows.count)
    receipt.files.append(
      TaskReceipt.File(name: task.name, byteCount: summary.byteCount, hash: summary.fileHash))
    try receipt.add(layoutRun, .rows, task.index)
  }

  private func summary(of task: ShardTask, _ layoutRun: LayoutRun) -> FilePlace {
    run.directory.shardReceipt(task.split, task.number, of: layoutRun.provenance.inputHash)
  }

  private func finish(
    _ layoutRun: LayoutRun, _ receipt: inout TaskReceipt
  ) throws(Fault) {
    guard let assembly else { return }
    var log = RunLog(threadCount: threadCount)
    var shards: [ShardSummary] = []
    for task in assembly.shards {
      shards.append(try ShardSummary(readingFrom: summary(of: task, layoutRun)))
    }
    var rejected: [AtomicFile.Summary] = []
    for number in 0..<(try assembly.rejected().count) {
      let own = try TaskReceipt(
        readingFrom: run.receipt(.assemble, assembly.shards.count + number))
      rejected += own.files.map {
        AtomicFile.Summary(byteCount: $0.byteCount, hash: $0.hash)
      }
    }
    if let languageReport = run.options.languageReport {
      try LanguageReport(source: run.directory, inputPaths: layoutRun.provenance.inputPaths)
        .write(try PartSet(layoutRun.partPlaces), to: languageReport)
    }
    let finish = FinishTask(run: layoutRun)
    let files = try finish.writeFiles(assembly.layouts, shards, rejected: rejected)
    for file in run.inputs.indices { _ = try run.unchangedInput(file) }
    log.finish("finish")
    try finish.publish(shards, files, runLog: log.value, inputs: [])
    let manifest = try FileDigest.of(run.output.manifest)
    receipt.files.append(
      TaskReceipt.File(
        name: DataSetName.manifest, byteCount: manifest.byteCount, hash: manifest.hash))
  }
}

extension TaskRun {
  /// Removes from the output what is no part of the data set: the temporary files of copies that were
  /// killed, and last what `init` put there.
  ///
  /// To be done when `finish` has its receipt: other copies of it that are still at work need theirs
  /// until then.
  fileprivate func tidy() throws(Fault) {
    // Another copy may be doing the same: then some of it is gone already, and soon all.
    var attempts = 0
    while output.work.exists {
      attempts += 1
      do {
        try output.removeTemporaries()
        try output.removeWork()
      } catch {
        guard attempts < 10 else { throw error }
      }
    }
  }

  /// Input `number`, which must be what it was when the run began.
  fileprivate func unchangedInput(_ number: Int) throws(Fault) -> InputFile {
    let listed = file.inputs[number]
    var found = try InputCatalog.regularFile(listed.path)
    guard found.byteCount == listed.byteCount, found.stamp?.modifiedAt == listed.modifiedAt else {
      throw .changedSinceInit(
        listed.path, expectedByteCount: listed.byteCount, foundByteCount: found.byteCount ?? 0)
    }
    found.windowLog = options.reading.zstdWindowLog
    return found
  }
}

extension TaskReceipt {
  /// Adds a table that the task has written.
  fileprivate mutating func add(
    _ run: LayoutRun, _ table: LayoutTable, _ number: Int
  ) throws(Fault) {
    let summary = try FileDigest.of(run.table(table, number))
    files.append(
      File(
        name: "\(table.rawValue)-\(number)", byteCount: summary.byteCount, hash: summary.hash))
  }
}

package import ByteIO
import Ingest
import Planner
import Records
package import Shards

/// Makes the damaged files of a data set again, byte for byte, from kept parts or from the source.
///
/// Every file is made in `work/repair` and takes its place by a rename, and only where its length
/// and hash are those in the manifest: a repair changes nothing but what is damaged, and a repair
/// that is killed can be run again. Damaged shards of a sound plan need the source lines that the
/// plan names for them, and no others; the other files depend on all records and need all parts.
/// The manifest itself cannot be made again: nothing else says what the files must be.
package struct Repair: Sendable {
  /// What became of the damaged files.
  package struct Outcome: Sendable {
    /// The files that were damaged, in the order of the manifest.
    package var damaged: [String] = []
    /// Those that are whole again.
    package var repaired: [String] = []
    /// What is still wrong after the repair.
    package var remaining: [Damage] = []
    /// Why some files could not be made as they were; empty where all could.
    package var reason = ""
  }

  let output: OutputDirectory
  let inputs: [String]
  let tool: String
  let tokenizer: LoadedTokenizer
  let threadCount: Int

  /// Prepares the repair of the data set in `directory`.
  ///
  /// - Parameter inputs: Where the inputs are now, named as for a build; empty where they are where
  ///   the manifest says.
  package init(
    _ directory: String, inputs: [String], tool: String, tokenizer: LoadedTokenizer,
    threadCount: Int
  ) {
    output = OutputDirectory(directory)
    self.inputs = inputs
    self.tool = tool
    self.tokenizer = tokenizer
    self.threadCount = threadCount
  }

  /// Verifies, repairs what is damaged, and verifies again.
  ///
  /// - Throws: `Fault.cannotRepair` where nothing could be made again, and why.
  package func run(
    progress: Progress = Progress(), stop: StopFlag
  ) throws(Fault) -> Outcome {
    let lock = try output.takeLock()
    return try run(under: lock, progress: progress, stop: stop)
  }

  /// The repair itself; the lock is borrowed so that it lasts as long.
  private func run(
    under lock: borrowing DirectoryLock, progress: Progress, stop: StopFlag
  ) throws(Fault) -> Outcome {
    // A repair that was killed after it had put everything in place leaves only its scratch.
    try removeScratch()
    let damage = DatasetVerifier.verify(
      output.path, threadCount: threadCount, progress: progress)
    var outcome = Outcome()
    for item in damage where outcome.damaged.last != item.file { outcome.damaged.append(item.file) }
    guard !outcome.damaged.isEmpty else { return outcome }
    guard outcome.damaged != [DataSetName.manifest] else {
      throw refusal(
        "manifest.json is damaged, and nothing else says what the files must be; "
          + "build again with --overwrite")
    }
    let manifest = try Manifest(readingFrom: output.manifest.path)
    do {
      try make(outcome.damaged, manifest, progress: progress, stop: stop)
    } catch {
      try removeScratch()
      throw described(error)
    }
    for name in outcome.damaged where try commit(name, manifest) { outcome.repaired.append(name) }
    if outcome.repaired != outcome.damaged {
      outcome.reason = try reasonForOtherBytes(manifest, stop: stop)
    }
    try removeScratch()
    outcome.remaining = DatasetVerifier.verify(
      output.path, threadCount: threadCount, progress: progress)
    return outcome
  }

  func refusal(_ reason: String) -> Fault {
    .cannotRepair(output.path, because: reason)
  }

  /// What the source does not give is a reason; other faults stay what they are.
  private func described(_ fault: Fault) -> Fault {
    fault.kind == .input || fault.kind.isOfFormat ? refusal("\(fault)") : fault
  }

  private func removeScratch() throws(Fault) {
    try output.removeRepair()
    if output.work.kind == .directory, try output.work.names().isEmpty {
      try output.removeWork()
    }
  }

  /// Makes the files again below `work/repair`.
  private func make(
    _ names: [String], _ manifest: Manifest, progress: Progress, stop: StopFlag
  ) throws(Fault) {
    try output.repair.shards.makeDirectories()
    try output.repair.parts.makeDirectories()
    let layout = try layout(manifest)
    let provenance = Provenance(
      of: manifest, identity: BuildIdentity(of: manifest), vocabulary: tokenizer.vocabulary)
    if let receipts = keptReceipts(manifest) {
      return try make(
        names, manifest, layout, provenance, from: output, receipts, progress: progress, stop: stop)
    }
    // Only who encodes again must know how records were encoded.
    let options = try options(manifest)
    guard tokenizer.sha256 == manifest.tokenizer.fileHash.description else {
      throw refusal(
        "it was made with another tokenizer (sha256 \(manifest.tokenizer.fileHash)), this one is "
          + "\(tokenizer.sha256); give --tokenizer PATH")
    }
    let damaged = Set(names)
    let shards = manifest.shards.filter { damaged.contains($0.name) }
    guard shards.count == names.count else {
      let receipts = try encodeAll(manifest, options, progress: progress, stop: stop)
      return try make(
        names, manifest, layout, provenance, from: output.repair, receipts, progress: progress,
        stop: stop)
    }
    let plan = try PlanFile(path: output.plan.path)
    // Its places are read from the source, and its counts are what memory is asked for.
    try plan.check(against: manifest)
    let records = try SelectedEncoding(repair: self, options: options, manifest: manifest)
      .run(shards, of: plan, progress: progress, stop: stop)
    let assembler = ShardAssembler(
      records: records, options: provenance.assemblerOptions(layout))
    var tasks: [AssembleTask] = []
    for split in manifest.splits.indices {
      let own = shards.filter { $0.split == manifest.splits[split].name }
      guard !own.isEmpty else { continue }
      let rows = try plan.rowPlan(split: split)
      tasks += own.map { task(for: $0, of: rows) }
    }
    try assemble(tasks, assembler, progress: progress, stop: stop)
  }

  /// Makes files from parts of all records.
  private func make(
    _ names: [String], _ manifest: Manifest, _ layout: LayoutOptions, _ provenance: Provenance,
    from source: OutputDirectory, _ receipts: [PartReceipt], progress: Progress, stop: StopFlag
  ) throws(Fault) {
    progress.enter(.planning)
    let planned = try PlanStage(
      options: layout.plan, source: source, inputPaths: provenance.inputPaths
    ).run(receipts)
    let assembler = ShardAssembler(
      records: planned.parts, options: provenance.assemblerOptions(layout))
    let damaged = Set(names)
    var tasks: [AssembleTask] = []
    for shard in manifest.shards where damaged.contains(shard.name) {
      guard let split = Plan.Split.allCases.first(where: { $0.name == shard.split }),
        Int(shard.firstRow) + shard.rowCount <= planned.plan[split].rowCount
      else { throw refusal("its parts make other rows than \(shard.name) had") }
      tasks.append(task(for: shard, of: planned.plan[split]))
    }
    try assemble(tasks, assembler, progress: progress, stop: stop)
    guard names.contains(where: { DataSetName.shardSplit(of: $0) == nil }) else { return }
    _ = try PublishStage(
      layout: layout, source: source, output: output.repair, provenance: provenance,
      stop: stop
    ).writeFiles(receipts, planned, manifest.shards)
  }

  private func assemble(
    _ tasks: [AssembleTask], _ assembler: ShardAssembler, progress: Progress, stop: StopFlag
  ) throws(Fault) {
    progress.enter(.assembling, totalAmount: tasks.reduce(0) { $0 + $1.rows.count })
    _ = try AssembleTask.run(tasks, assembler, threadCount: threadCount, stop: stop) {
      progress.add($0)
    }
  }

  /// What makes a shard again below `work/repair`.
  private func task(for shard: ShardSummary, of rows: RowPlan) -> AssembleTask {
    let first = Int(shard.firstRow)
    return AssembleTask(
      name: shard.name, split: shard.split, rows: first..<(first + shard.rowCount), plan: rows,
      file: output.repair.file(shard.name), receipt: nil)
  }

  /// Puts a file that was made again in its place, where it is what the manifest says.
  private func commit(_ name: String, _ manifest: Manifest) throws(Fault) -> Bool {
    let made = output.repair.file(name)
    // Asked first: only few were made, while a manifest may name any number of files.
    guard made.exists else { return false }
    let expected =
      manifest.shards.first { $0.name == name }.map {
        AtomicFile.Summary(byteCount: $0.byteCount, hash: $0.fileHash)
      }
      ?? manifest.files.first { $0.name == name }.map {
        AtomicFile.Summary(byteCount: $0.byteCount, hash: $0.hash)
      }
    guard let expected else { return false }
    guard try FileDigest.of(made) == expected else { return false }
    let place = output.file(name)
    try place.parent?.makeDirectories()
    try made.rename(to: place)
    return true
  }
}

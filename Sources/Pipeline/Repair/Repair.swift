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
    progress.enter(.assembling, totalAmount: shards.reduce(0) { $0 + $1.rowCount })
    try Workers.forEach(below: shards.count, threadCount: threadCount) {
      (index) throws(Fault) in
      try stop.check(resumes: true)
      try assemble(shards[index], of: plan, assembler, stop: stop)
      progress.add(shards[index].rowCount)
    }
  }

  /// Makes a shard below `work/repair` of the records that its plan names.
  private func assemble(
    _ shard: ShardSummary, of plan: PlanFile, _ assembler: ShardAssembler, stop: StopFlag
  ) throws(Fault) {
    guard let split = plan.splitNames.firstIndex(of: shard.split) else { return }
    let first = Int(shard.firstRow)
    let rows = try plan.rowPlan(split: split, rows: first..<(first + shard.rowCount))
    let made = try assembler.assemble(
      rows, firstRow: first, to: output.repair.file(shard.name), split: shard.split,
      name: shard.name, isCancelled: { stop.isStopping })
    guard made != nil else { throw .interrupted(resumes: true) }
  }

  /// Makes files from parts of all records.
  private func make(
    _ names: [String], _ manifest: Manifest, _ layout: LayoutOptions, _ provenance: Provenance,
    from source: OutputDirectory, _ receipts: [PartReceipt], progress: Progress, stop: StopFlag
  ) throws(Fault) {
    progress.enter(.planning)
    let run = try LayoutRun(
      layout: layout, source: source, output: output.repair, provenance: provenance,
      receipts: receipts, progress: progress, stop: stop)
    let stages = LayoutStages(run: run, threadCount: threadCount)
    let layouts = try stages.plan()
    let tasks = ShardTask.all(layouts, rowsPerShard: layout.rowsPerShard)
    let damaged = Set(names)
    let known = Set(tasks.map(\.name))
    for shard in manifest.shards where damaged.contains(shard.name) {
      guard known.contains(shard.name) else {
        throw refusal("its parts make other rows than \(shard.name) had")
      }
    }
    let wanted = tasks.filter { damaged.contains($0.name) }
    progress.enter(.assembling, totalAmount: wanted.reduce(0) { $0 + $1.rows.count })
    _ = try stages.makeShards(wanted, layouts) { _ in nil }
    guard names.contains(where: { DataSetName.shardSplit(of: $0) == nil }) else { return }
    let gathering = RowGathering(run, layouts)
    let others = tasks.filter { !damaged.contains($0.name) }
    try Workers.forEach(below: others.count, threadCount: threadCount) {
      (index) throws(Fault) in
      try stop.check(resumes: true)
      let task = others[index]
      let layout = layouts[Int(task.split.rawValue)]
      try task.writeRows(try gathering.pieces(task.rows, layout), run)
    }
    _ = try stages.writeFiles(layouts, manifest.shards)
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

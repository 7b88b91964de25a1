import ByteIO
import Ingest
import Planner
import Records
import Shards
import Tokenizer

/// Writes everything beside the shards, and the manifest last: with it the data set is there.
struct PublishStage {
  let options: BuildOptions
  let output: OutputDirectory
  let identity: BuildIdentity
  let tokenizer: LoadedTokenizer
  let tool: String
  let inputs: [InputFile]
  let stop: StopFlag

  /// Publishes the data set and tidies the workspace away.
  func run(
    _ encoded: EncodeStage.Result, _ planned: PlanStage.Result, _ shards: [ShardSummary],
    log: inout RunLog
  ) throws(PipelineError) {
    var rejected = RejectedWriter(output: output, inputs: inputs)
    try rejected.write(planned, encoded.receipts, stop: stop)
    let rejectedFiles = try rejected.finish()
    let plan = try writePlan(planned)
    let report = try Statistics(
      receipts: encoded.receipts, planned: planned, shards: shards, rejected: rejected.counts,
      options: options, vocabulary: tokenizer.vocabulary
    ).report()
    let reportSummary = try write(report, to: output.report)
    var files = [
      Manifest.OtherFile(name: DataSetName.plan, plan),
      Manifest.OtherFile(name: DataSetName.report, reportSummary),
    ]
    files += rejectedFiles.map { Manifest.OtherFile(name: $0.name, $0.summary) }
    try stop.check()
    log.finish("publish")
    _ = try write(log.value, to: output.runLog)
    let manifest = manifest(encoded, planned, shards, files)
    try asPipeline { () throws(ShardError) in _ = try manifest.write(to: output.manifest) }
    if !options.keepsParts {
      try inFiles { () throws(FileError) in try FileSystem.removeTree(output.work) }
    }
  }

  private func writePlan(_ planned: PlanStage.Result) throws(PipelineError) -> AtomicFile.Summary {
    let parts = planned.parts
    let splits = splits(planned.plan)
    return try asPipeline { () throws(ShardError) in
      try PlanWriter.write(
        to: output.plan, units: parts.units.map { PlanUnit($0) }, recordCount: parts.recordCount,
        splits: splits.map { (name: $0.name, plan: planned.plan[$0]) }
      ) { record in
        let disposition: PlanRecord.Disposition =
          switch planned.plan.fates[record] {
          case .kept(let split): .kept(split: splits.firstIndex(of: split) ?? 0)
          case .rejected(let reason): .rejected(reason)
          }
        return PlanRecord(
          parts.place(ofRecord: record), tokenCount: planned.facts[record].tokenCount,
          disposition: disposition)
      }
    }
  }

  /// The splits the data set has: `train` always, the others where they were asked for.
  private func splits(_ plan: Plan) -> [Plan.Split] {
    options.plan.validation == .off ? [.train] : Plan.Split.allCases
  }

  private func write(
    _ value: JSONValue, to path: String
  ) throws(PipelineError) -> AtomicFile.Summary {
    let text = Array(JSONWriter.pages(value).utf8)
    return try inFiles { () throws(FileError) in try AtomicFile.write(text.span, to: path) }
  }

  private func manifest(
    _ encoded: EncodeStage.Result, _ planned: PlanStage.Result, _ shards: [ShardSummary],
    _ files: [Manifest.OtherFile]
  ) -> Manifest {
    let libraries = identity.libraries.map { Manifest.Library(name: $0.name, version: $0.version) }
    return Manifest(
      toolVersion: tool, libraries: libraries,
      tokenizer: Manifest.Tokenizer(
        fileHash: Fingerprint(tokenizer.sha256) ?? .none, behaviourHash: tokenizer.behaviourHash,
        tokenCount: tokenizer.vocabulary.tokenCount),
      template: Manifest.Template(
        name: options.conversation.template.name,
        version: options.conversation.template.version, date: options.conversation.date),
      options: options.record.members,
      inputs: inputs.enumerated().map { number, input in
        Manifest.Input(
          path: input.path,
          compression: (encoded.compressions[number] ?? .plain).rawValue,
          byteCount: encoded.byteCounts[number])
      },
      inputHash: InputDigest.of(encoded.receipts), rowLength: options.plan.sequenceLength,
      rowsPerBlock: ShardLayout.rowsPerBlock(rowLength: options.plan.sequenceLength),
      rowsPerShard: options.rowsPerShard, padToken: SpecialToken.rightPad,
      splitNames: splits(planned.plan).map(\.name), shards: shards, files: files)
  }
}

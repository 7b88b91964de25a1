import ByteIO
import Ingest
import Planner
import Records
import Shards
import Tokenizer

/// Writes everything beside the shards, and the manifest last: with it the data set is there.
struct PublishStage {
  let layout: LayoutOptions
  /// Where the parts are.
  let source: OutputDirectory
  let output: OutputDirectory
  let provenance: Provenance
  /// The inputs that must still be what they were when they were read.
  var inputs: [InputFile] = []
  let stop: StopFlag

  /// Publishes the data set.
  func run(
    _ receipts: [PartReceipt], _ planned: PlanStage.Result, _ shards: [ShardSummary],
    log: inout RunLog
  ) throws(Fault) {
    let files = try writeFiles(receipts, planned, shards)
    try stop.check(resumes: true)
    log.finish("publish")
    _ = try write(log.value, to: output.runLog)
    for input in inputs { try input.checkUnchanged() }
    let manifest = manifest(planned, shards, files)
    _ = try manifest.write(to: output.manifest)
  }

  /// Writes the files beside the shards that the manifest names.
  func writeFiles(
    _ receipts: [PartReceipt], _ planned: PlanStage.Result, _ shards: [ShardSummary]
  ) throws(Fault) -> [Manifest.OtherFile] {
    var rejected = RejectedWriter(
      output: output, source: source, inputPaths: provenance.inputPaths)
    try rejected.write(planned, receipts, stop: stop)
    let rejectedFiles = try rejected.finish()
    let plan = try writePlan(planned)
    let report = try Statistics(
      receipts: receipts, planned: planned, shards: shards, rejected: rejected.counts,
      rejectedBytes: rejected.byteCounts,
      qualityRules: rejected.ruleCounts, rejectedForms: rejected.formCounts,
      rowLength: layout.plan.sequenceLength, hasLanguages: provenance.hasLanguages,
      vocabulary: provenance.vocabulary,
      turns: ChatTemplate(rawValue: provenance.template.name)?.turns
    ).report()
    let reportSummary = try write(report, to: output.report)
    return [
      Manifest.OtherFile(name: DataSetName.plan, plan),
      Manifest.OtherFile(name: DataSetName.report, reportSummary),
    ] + rejectedFiles.map { Manifest.OtherFile(name: $0.name, $0.summary) }
  }

  private func writePlan(_ planned: PlanStage.Result) throws(Fault) -> AtomicFile.Summary {
    let parts = planned.parts
    let splits = splits(planned.plan)
    return try PlanWriter.write(
      to: output.plan, units: parts.units.map { PlanUnit($0) }, recordCount: parts.recordCount,
      splits: splits.map { (name: $0.name, plan: planned.plan[$0]) }
    ) { record in
      let disposition: PlanRecord.Disposition =
        switch planned.plan.fates[record] {
        case .kept(let split): .kept(split: splits.firstIndex(of: split) ?? 0)
        case .rejected(let reason): .rejected(reason)
        }
      return PlanRecord(
        parts.place(ofRecord: record),
        tokenCount: planned.plan.tokenCount(of: planned.facts[record]),
        disposition: disposition)
    }
  }

  /// The splits the data set has: `train` always, the others where they were asked for.
  private func splits(_ plan: Plan) -> [Plan.Split] {
    layout.plan.validation == .off && layout.plan.firstValidationInput == nil
      ? [.train] : Plan.Split.allCases
  }

  private func write(
    _ value: JSONValue, to place: FilePlace
  ) throws(Fault) -> AtomicFile.Summary {
    let text = Array(JSONWriter.pages(value).utf8)
    return try AtomicFile.write(text.span, to: place)
  }

  private func manifest(
    _ planned: PlanStage.Result, _ shards: [ShardSummary], _ files: [Manifest.OtherFile]
  ) -> Manifest {
    let identity = provenance.identity
    return Manifest(
      toolVersion: provenance.toolVersion,
      libraries: identity.libraries.map { .init(name: $0.name, version: $0.version) },
      tokenizer: provenance.tokenizer, template: provenance.template,
      options: identity.value.member("options").members, inputs: provenance.inputs,
      inputHash: provenance.inputHash, rowLength: layout.plan.sequenceLength,
      rowsPerBlock: ShardLayout.rowsPerBlock(rowLength: layout.plan.sequenceLength),
      rowsPerShard: layout.rowsPerShard, padToken: Provenance.padToken,
      splitNames: splits(planned.plan).map(\.name), shards: shards, files: files)
  }
}

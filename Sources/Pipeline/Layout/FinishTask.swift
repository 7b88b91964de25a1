import ByteIO
import Ingest
import Planner
import Records
import Shards

/// Puts together what the tasks have left, and writes the manifest last: with it the data set is there.
struct FinishTask {
  let run: LayoutRun

  /// Writes report and plan.
  ///
  /// - Parameters:
  ///   - shards: Summaries of all shards, in order.
  ///   - rejected: What the files of rejected records are, in order.
  /// - Returns: The files beside the shards that the manifest names.
  func writeFiles(
    _ layouts: [SplitLayout], _ shards: [ShardSummary], rejected: [AtomicFile.Summary]
  ) throws(Fault) -> [Manifest.OtherFile] {
    let tasks = ShardTask.all(layouts, rowsPerShard: run.layout.rowsPerShard)
    let plan = try writePlan(tasks)
    var tally = Tally()
    for group in run.groups { tally.add(try CountsTask.tally(ofGroup: group.number, run)) }
    if run.options.packing == .concat {
      for task in tasks { tally.add(try task.labels(run)) }
    }
    let report = try Statistics(
      receipts: run.receipts, tally: tally, shards: shards,
      rowLength: run.options.sequenceLength, hasLanguages: run.provenance.hasLanguages,
      vocabulary: run.provenance.vocabulary
    ).report()
    return [
      Manifest.OtherFile(name: DataSetName.plan, plan),
      Manifest.OtherFile(name: DataSetName.report, try write(report, to: run.output.report)),
    ]
      + rejected.enumerated().map {
        Manifest.OtherFile(name: DataSetName.rejected(number: $0.offset), $0.element)
      }
  }

  private func writePlan(_ tasks: [ShardTask]) throws(Fault) -> AtomicFile.Summary {
    var position = LinePosition.start
    var units: [PlanUnit] = []
    for receipt in run.receipts {
      let segments = try position.place(
        receipt.segments, receipt.lineCounts, run.source.partReceipt(receipt.unit).path)
      units.append(
        PlanUnit(byteCount: receipt.unitByteCount, hash: receipt.unitHash, segments: segments))
    }
    return try PlanWriter.join(
      to: run.output.plan, units: units,
      records: run.groups.map { run.table(.records, $0.number) },
      splits: run.splits.map { split in
        (
          name: split.name,
          rows: tasks.filter { $0.split == split }.map { run.table(.rows, $0.index) }
        )
      })
  }

  /// Writes run log and manifest.
  func publish(
    _ shards: [ShardSummary], _ files: [Manifest.OtherFile], runLog: JSONValue,
    inputs: [InputFile]
  ) throws(Fault) {
    _ = try write(runLog, to: run.output.runLog)
    for input in inputs { try input.checkUnchanged() }
    let manifest = manifest(shards, files)
    _ = try manifest.write(to: run.output.manifest)
  }

  private func write(
    _ value: JSONValue, to place: FilePlace
  ) throws(Fault) -> AtomicFile.Summary {
    let text = Array(JSONWriter.pages(value).utf8)
    return try AtomicFile.write(text.span, to: place)
  }

  private func manifest(
    _ shards: [ShardSummary], _ files: [Manifest.OtherFile]
  ) -> Manifest {
    let provenance = run.provenance
    let identity = provenance.identity
    return Manifest(
      toolVersion: provenance.toolVersion,
      libraries: identity.libraries.map { .init(name: $0.name, version: $0.version) },
      tokenizer: provenance.tokenizer, template: provenance.template,
      options: identity.value.member("options").members, inputs: provenance.inputs,
      inputHash: provenance.inputHash, rowLength: run.options.sequenceLength,
      rowsPerBlock: ShardLayout.rowsPerBlock(rowLength: run.options.sequenceLength),
      rowsPerShard: run.layout.rowsPerShard, padToken: Provenance.padToken,
      splitNames: run.splits.map(\.name), shards: shards, files: files)
  }
}

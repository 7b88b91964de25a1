import ByteIO
import Ingest
import Planner
import Shards

/// Everything after encoding: plan, assemble, publish.
///
/// A build and a repack end alike.
struct LayoutStages {
  let layout: LayoutOptions
  let threadCount: Int
  /// Where the parts are.
  let source: OutputDirectory
  /// Where the data set is to be.
  let output: OutputDirectory
  let provenance: Provenance
  /// Where the texts nearest to the language threshold are written; nil for nowhere.
  var languageReport: String?
  /// The inputs that must be at the end what they were when they were read; none in a repack.
  var inputs: [InputFile] = []
  let progress: Progress
  let stop: StopFlag

  /// Makes the data set of the parts that `receipts` stand for.
  func run(_ receipts: [PartReceipt], log: inout RunLog) throws(Fault) {
    progress.enter(.planning)
    let planned = try PlanStage(
      options: layout.plan, source: source, inputPaths: provenance.inputPaths
    ).run(receipts)
    progress.addRecords(0, rejected: planned.rejectedByPlanCount)
    log.finish("plan")
    if let languageReport {
      try LanguageReport(source: source, inputPaths: provenance.inputPaths)
        .write(planned.parts, to: languageReport)
    }
    let shards = try AssembleStage(
      layout: layout, threadCount: threadCount, output: output, provenance: provenance,
      progress: progress, stop: stop
    ).run(planned)
    log.finish("assemble")
    progress.enter(.publishing)
    try PublishStage(
      layout: layout, source: source, output: output, provenance: provenance, inputs: inputs,
      stop: stop
    ).run(receipts, planned, shards, log: &log)
  }
}

import ByteIO
import GPUFeeder
import Inspect

/// The records of one batch of a run, as a person reads them: from the order alone, so that the
/// batch may be one that is long trained on or one that is yet to come.
struct BatchListing {
  let directories: [String]
  let rendering: RowRendering

  /// Prints the rows of batch `step`, counted through all epochs, of the order that `options` say.
  func show(step: UInt64, _ options: FeederOptions) throws {
    let opening = try FeederOpening(options)
    let plan = opening.plan
    var stepRows = opening.stepRows
    let rows = try stepRows.rows(ofStep: step)
    var output = try StandardOutput()
    let heading: TerminalText = """
      batch \(Figures.count(Int(step % UInt64(plan.stepsPerEpoch)))) of \
      \(Figures.count(plan.stepsPerEpoch)) in epoch \(Figures.count(Int(plan.epoch(ofStep: step)))), \
      rank \(plan.rank) of \(plan.rankCount): \(rows.count) rows
      """
    try output.write(rendering.style.heading(heading) + "\n" + rendering.legend + "\n")
    for (index, place) in rows.enumerated() {
      guard place != .padding else {
        try output.write("\n\(rendering.style.mark("(row \(index) of the batch is padding)"))\n")
        continue
      }
      let directory = directories[Int(place.dataSet)]
      var dataSet = try DataSetRows(DataSetDirectory(directory))
      let name: TerminalText = directories.count > 1 ? " from \(directory)" : ""
      try output.write("\n\(rendering.style.mark("row \(index) of the batch\(name):"))\n")
      try output.write(
        try InspectCommand.render(Int(place.row), split: options.split, &dataSet, rendering))
    }
    try output.flush()
  }
}

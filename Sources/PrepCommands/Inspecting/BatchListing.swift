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
    for text in try texts(of: rows, split: options.split) { try output.write("\n" + text) }
    try output.flush()
  }

  /// The rows of a batch, each with a heading; each data set is opened once.
  private func texts(of rows: [BatchRow], split: String) throws(Fault) -> [TerminalText] {
    var texts: [TerminalText] = rows.indices.map { index in
      rendering.style.mark("(row \(index) of the batch is padding)") + "\n"
    }
    for number in Set(rows.map(\.dataSet)).sorted() where number >= 0 {
      let directory = directories[Int(number)]
      let name: TerminalText = directories.count > 1 ? " from \(directory)" : ""
      var dataSet = try DataSetRows(DataSetDirectory(directory))
      for index in rows.indices where rows[index].dataSet == number {
        texts[index] =
          rendering.style.mark("row \(index) of the batch\(name):") + "\n"
          + (try InspectCommand.render(Int(rows[index].row), split: split, &dataSet, rendering))
      }
    }
    return texts
  }
}

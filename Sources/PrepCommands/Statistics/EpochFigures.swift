import ArgumentParser
import ByteIO
import GPUFeeder
import Inspect

/// The options that say how a trainer takes rows: of `prep stats`.
struct EpochArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Rows in a batch of one rank.", valueName: "rows"))
  var batchSize: Int?

  @Option(help: ArgumentHelp("Batches of a rank in an optimizer step.", valueName: "n"))
  var gradientAccumulation = 1

  @Option(help: ArgumentHelp("Ranks that share each batch.", valueName: "n"))
  var worldSize = 1

  @Option(
    help: ArgumentHelp(
      "What becomes of rows that fill no batch: pad, drop or wrap.", valueName: "how"))
  var tail = TailRule.pad

  @Option(help: ArgumentHelp("The split that is trained on.", valueName: "name"))
  var split = "train"

  func validate() throws {
    for (name, value) in [
      ("--batch-size", batchSize ?? 1), ("--gradient-accumulation", gradientAccumulation),
      ("--world-size", worldSize),
    ] where !(1...1_000_000).contains(value) {
      throw ValidationError("\(name) expects 1 to 1,000,000")
    }
    guard batchSize != nil || (gradientAccumulation == 1 && worldSize == 1) else {
      throw ValidationError("an epoch's steps are counted with --batch-size")
    }
  }
}

/// How many batches and optimizer steps an epoch of a data set has.
struct EpochFigures: Equatable {
  var split: String
  var rowCount: Int
  var batchSize: Int
  var gradientAccumulation: Int
  var rankCount: Int
  /// Batches of each rank.
  var batchCount: Int
  /// The last of an epoch may have fewer batches than the others.
  var optimizerStepCount: Int
  var paddedRowCount: Int
  var droppedRowCount: Int
  var repeatedRowCount: Int

  /// The figures of `document`; nil where no batch size is given.
  ///
  /// - Throws: `Fault.usage` where the data set has no such split.
  init?(_ document: StatisticsDocument, _ arguments: EpochArguments) throws {
    guard let batchSize = arguments.batchSize else { return nil }
    guard let rowCount = try document.rowCount(ofSplit: arguments.split) else {
      throw Fault.usage("--split: the data set has no split '\(arguments.split)'")
    }
    let plan = StepPlan(
      rowsPerEpoch: rowCount, batchSize: batchSize, rankCount: arguments.worldSize, rank: 0,
      tail: arguments.tail)
    split = arguments.split
    self.rowCount = rowCount
    self.batchSize = batchSize
    gradientAccumulation = arguments.gradientAccumulation
    rankCount = arguments.worldSize
    batchCount = plan?.stepsPerEpoch ?? 0
    optimizerStepCount = (batchCount + gradientAccumulation - 1) / gradientAccumulation
    paddedRowCount = plan?.paddedRowCount ?? 0
    droppedRowCount = plan?.droppedRowCount ?? rowCount
    repeatedRowCount = plan?.repeatedRowCount ?? 0
  }

  /// Batches of the last optimizer step, where it has fewer than the others.
  private var lastStepBatchCount: Int? {
    let rest = batchCount % gradientAccumulation
    return rest == 0 ? nil : rest
  }

  var text: String {
    var rows = [
      ["rows", Figures.count(rowCount), "of the split \(VisibleText.name(split))"],
      [
        "batches", Figures.count(batchCount),
        "of \(Figures.count(batchSize)) rows"
          + (rankCount > 1 ? " on each of \(Figures.count(rankCount)) ranks" : ""),
      ],
      [
        "optimizer steps", Figures.count(optimizerStepCount),
        "of \(Figures.count(gradientAccumulation)) batches"
          + (lastStepBatchCount.map { ", the last of \(Figures.count($0))" } ?? ""),
      ],
    ]
    for (name, count) in [
      ("rows of padding", paddedRowCount), ("rows left out", droppedRowCount),
      ("rows repeated", repeatedRowCount),
    ] where count > 0 {
      rows.append([name, Figures.count(count), ""])
    }
    return Figures.table(rows, notes: 2)
  }

  var json: JSONValue {
    [
      "split": .string(split), "rows": JSONValue(rowCount), "batch_size": JSONValue(batchSize),
      "gradient_accumulation": JSONValue(gradientAccumulation),
      "world_size": JSONValue(rankCount), "batches": JSONValue(batchCount),
      "optimizer_steps": JSONValue(optimizerStepCount), "padded_rows": JSONValue(paddedRowCount),
      "dropped_rows": JSONValue(droppedRowCount), "repeated_rows": JSONValue(repeatedRowCount),
    ]
  }
}

import ArgumentParser
import ByteIO
import Inspect

/// `prep stats`: what is in a data set, in figures.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Print a data set's statistics, or compare two.",
    usage: "prep stats [<options>] <directory> [<other>]",
    discussion: """
      What was read, kept and rejected and why; tokens by kind; how full the rows are; lengths, \
      languages and sources of what is kept. With two data sets, both side by side, and a star \
      before what differs.

      EXAMPLES
        prep stats out
        prep stats out --batch-size 2 --gradient-accumulation 4
                                     batches and optimizer steps of an epoch
        prep stats before after      what another option changed
      """, endsWith: [])

  @Argument(help: "The data set's directory.", completion: .directory)
  var directory: String

  @Argument(help: "Another's, to compare it with.", completion: .directory)
  var other: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print without colours.")
  var noColor = false

  @OptionGroup(title: "An epoch of training")
  var epoch: EpochArguments

  func validate() throws {
    guard other == nil || epoch.batchSize == nil else {
      throw ValidationError("--batch-size is for one data set, not for a comparison")
    }
  }

  func run() throws {
    let document = try StatisticsDocument(directory: directory)
    if let other { return try compare(document, with: try StatisticsDocument(directory: other)) }
    if let fault = document.logFault {
      Log.note("the times and memory of the run are not shown: \(fault)")
    }
    let epoch = try EpochFigures(document, epoch)
    if json {
      return try StandardOutput.write(
        json: document.jsonText(adding: epoch.map { [.init("epoch", $0.json)] } ?? []))
    }
    let style = Style(isOn: Terminal.usesColor(isForbidden: noColor))
    try StandardOutput.write(StatisticsRendering.full(document, epoch, style: style))
  }

  private func compare(_ first: StatisticsDocument, with second: StatisticsDocument) throws {
    let names = (directory, other ?? "")
    let comparison = try StatisticsComparison(first, second)
    if json {
      return try StandardOutput.write(
        json: JSONWriter.pages(ComparisonRendering.json(comparison, names)))
    }
    let style = Style(isOn: Terminal.usesColor(isForbidden: noColor))
    try StandardOutput.write(ComparisonRendering.text(comparison, names, style: style))
  }
}

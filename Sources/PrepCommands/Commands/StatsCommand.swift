import ArgumentParser
import Inspect

/// `prep stats`: what is in a data set, in figures.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Print a data set's statistics.",
    discussion: """
      What was read, kept and rejected and why; tokens by kind; how full the rows are; lengths, \
      languages and sources of what is kept.
      """, endsWith: [])

  @Argument(help: "The data set's directory.", completion: .directory)
  var directory: String

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print without colours.")
  var noColor = false

  func run() throws {
    let document = try StatisticsDocument(directory: directory)
    if let fault = document.logFault {
      Log.note("the times and memory of the run are not shown: \(fault)")
    }
    if json { return try StandardOutput.write(json: document.jsonText()) }
    let style = Style(isOn: Terminal.usesColor(isForbidden: noColor))
    try StandardOutput.write(StatisticsRendering.full(document, style: style))
  }
}

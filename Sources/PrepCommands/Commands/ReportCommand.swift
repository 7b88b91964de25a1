import ArgumentParser
import ByteIO
import Export
import Inspect
import Pipeline
import Shards

/// `prep report`: a data set as a page to look at and to send.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a data set's statistics and a sample of it as a web page.",
    usage: "prep report [<options>] --output <file> <directory> [<other>]",
    discussion: """
      The page is one file: it loads nothing, works without scripts, and shows what comes from the \
      data as text alone. With a second data set it sets the figures of both side by side.

      EXAMPLES
        prep report out --output report.html
        prep report out out-4096 --output report.html    two data sets side by side
        prep report out --output report.html --sample 50 --seed 7
      """, endsWith: [])

  @Argument(help: "The data set's directory.", completion: .directory)
  var directory: String

  @Argument(help: "Another's, to compare it with.", completion: .directory)
  var other: String?

  @Option(
    help: ArgumentHelp("The page's file, or - for standard output.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Show so many rows, records, and rejected records of each reason.", valueName: "n"))
  var sample = 20

  @Option(help: ArgumentHelp("The seed by which they are chosen.", valueName: "n"))
  var seed: UInt64 = 0

  @Flag(help: "Replace a file that is no earlier report.")
  var overwrite = false

  @OptionGroup var tokenizer: TokenizerOption

  func validate() throws {
    guard (0...1000).contains(sample) else {
      throw ValidationError("--sample expects 0 to 1000; found \(sample)")
    }
  }

  func run() throws {
    // Says what is there where it is no data set, before a tokenizer is looked for.
    let directories = [directory] + (other.map { [$0] } ?? [])
    for directory in directories { _ = try DataSetDirectory(directory).manifest() }
    if output != "-" { try ReportFile.check(output, isReplaced: overwrite, dataSets: directories) }
    let vocabulary = try tokenizer.load(for: directory).vocabulary
    let contents = try ReportContents(
      directory: directory, comparedWith: other,
      sampling: .init(count: sample, seed: seed), vocabulary: vocabulary)
    if let fault = contents.document.logFault {
      Log.note("the times and memory of the run are not shown: \(fault)")
    }
    let page = try ReportPage(contents: contents).html()
    guard output != "-" else { return try StandardOutput.write(page: page) }
    try ReportFile.write(page, to: output)
    Log.note("\(output): \(Figures.bytes(page.characters.utf8.count))")
  }
}

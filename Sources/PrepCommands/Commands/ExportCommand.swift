import ByteIO
package import ArgumentParser
import Export
import Inspect

/// `prep export`: a data set in another tool's format.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a data set in another format.",
    usage: "prep export [<options>] <directory> --format <name>",
    discussion: """
      \(ExportFormats.all.map { "\($0.name): \($0.help)" }.joined(separator: "\n\n"))

      All but \(files("and")) make a directory, which appears when it is whole and replaces nothing; \
      a \(files("or")) file replaces an earlier export of that kind and nothing else. Labels \
      are -100 where nothing is trained, and stand at the place of the token they are. Every block \
      is verified as it is read. A split without rows is left out.
      """, endsWith: [.interrupted])

  /// The formats that make a file, in a sentence.
  private static func files(_ conjunction: String) -> String {
    ExportFormats.namesOfFiles.listed(conjunction)
  }

  @Argument(help: "The data set's directory.", completion: .directory)
  var directory: String

  @Option(help: ArgumentHelp("The format to write.", valueName: "name"))
  var format: ExportFormat

  @Flag(help: "Write records as they were before packing.")
  var unpacked = false

  @Option(
    help: ArgumentHelp("Write this split only: train or validation.", valueName: "split"))
  var split: String?

  @Option(
    help: ArgumentHelp(
      "Where to write: a file for \(files("and")), else a directory. (default for a file: "
        + "standard output)", valueName: "path"), completion: .file())
  var output: String?

  @OptionGroup(title: "Progress and log") var progress: ProgressArguments

  func run() throws {
    // Says what is there where it is no data set.
    _ = try DataSetDirectory(directory).manifest()
    let request = ExportRequest(
      directory: directory, format: format, split: split, unpacked: unpacked, output: output)
    var progress = progress
    // Progress would stand among the lines of the export.
    if output == nil || output == "-", Terminal.isOutputScreen { progress.quiet = true }
    let work: @Sendable (Progress) throws(Fault) -> Void = { (progress) throws(Fault) in
      try request.run(progress: progress, stop: Signals.stop, environment: Terminal.variable) {
        (syntax) throws(Fault) in try StandardOutputSink(syntax)
      }
    }
    if format.isWrittenByProgram {
      // On this thread alone: a signal that another one took would never reach the program.
      try work(Progress())
    } else {
      try ProgressDisplay.show(progress, resumes: false, work)
    }
    if let note = format.note { Log.note("\(note)") }
  }
}

extension ExportCommand: InterruptibleCommand {
  var resumes: Bool { false }
}

extension ExportFormat: ExpressibleByArgument {
  /// What `--format` names.
  package init?(argument: String) {
    guard let format = ExportFormats.format(named: argument) else { return nil }
    self = format
  }

  package static var allValueStrings: [String] { ExportFormats.all.map(\.name) }
  package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

import ArgumentParser
import ByteIO
import Pipeline
import Shards

/// `prep export`: a data set in another tool's format.
struct ExportCommand: ParsableCommand {
  /// The formats that can be written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a data set in another format.",
    discussion: """
      jsonl: a line a row, {"input_ids","labels","segment_lengths","split"}, shard by shard; \
      with --unpacked a line a record, {"input_ids","labels","file","line"}, in the order of the \
      input. Labels are -100 where nothing is trained. Every block is verified as it is read.
      """)

  @Argument(help: "The data set's directory.")
  var directory: String

  @Option(help: "The format to write.")
  var format: Format

  @Flag(help: "Write records as they were before packing.")
  var unpacked = false

  @Option(help: "Write this split only: train or validation.")
  var split: String?

  @Option(help: ArgumentHelp("Write to a file and not to standard output.", valueName: "path"))
  var output: String?

  func run() throws {
    let manifest = try StatisticsDocument.manifest(in: OutputDirectory(directory))
    let names = manifest.splits.map(\.name)
    if let split, !names.contains(split) {
      throw CommandError.usage(
        "there is no split '\(split)'; there are: \(names.joined(separator: ", "))")
    }
    let dataset = try CommandError.wrap { try Dataset(directory) }
    let splits = names.indices.filter { split == nil || names[$0] == split }
    try checkOutput()
    var sink = try LineSink(path: output)
    if unpacked {
      try RecordExport(dataset: dataset, splits: splits).write(to: &sink)
    } else {
      try RowExport(dataset: dataset, splits: splits).write(to: &sink)
    }
    try sink.finish()
  }

  /// A data set is made of the files its manifest names, and of no others.
  private func checkOutput() throws {
    guard let output, output != "-", FileSystem.isPath(output, within: directory) else { return }
    throw CommandError.usage("--output \(output) lies in the data set itself")
  }
}

/// Where lines go: standard output, or a file that appears when all is written.
struct LineSink: ~Copyable {
  private var file: AtomicFile?
  private var output: StandardOutput?

  init(path: String?) throws {
    if let path, path != "-" {
      file = try CommandError.wrap { try AtomicFile(path) }
      output = nil
    } else {
      file = nil
      output = try StandardOutput()
    }
  }

  /// Writes `bytes`.
  mutating func write(_ bytes: borrowing Span<UInt8>) throws {
    if var open = file.take() {
      do {
        try open.append(bytes)
      } catch {
        throw CommandError(error.description, status: .failure)
      }
      file = consume open
    } else {
      try output?.write(bytes)
    }
  }

  /// Makes sure that all is written.
  mutating func finish() throws {
    try output?.flush()
    guard let open = file.take() else { return }
    do {
      _ = try open.commit()
    } catch {
      throw CommandError(error.description, status: .failure)
    }
  }
}

import ArgumentParser
import ByteIO
import Pipeline
import Shards

/// `prep export`: a data set in another tool's format.
struct ExportCommand: ParsableCommand {
  /// The formats that can be written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl, parquet, npy, megatron, mds
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a data set in another format.",
    discussion: """
      jsonl: a line a row, {"input_ids","labels","segment_lengths","split"}, shard by shard; \
      with --unpacked a line a record, {"input_ids","labels","file","line"}, in the order of the \
      input.

      parquet: SPLIT.parquet with the columns input_ids, labels and seq_lengths, lists of int32, \
      padding left out, as TRL takes packed rows. Written by the Python package prep_feeder \
      (make python) with pyarrow, which the python3 in PATH or PREP_PYTHON must have. Nothing of the \
      current directory is run: relative entries of PATH and PYTHONPATH are passed over.

      npy: SPLIT/input_ids.npy and labels.npy, int32 of [rows, row length], which numpy.load maps \
      into memory; segment_lengths.npy, and segment_offsets.npy, which says where each row's begin.

      megatron: SPLIT_input_ids.bin and .idx, int32; a document is a row with a sequence a segment, \
      padding left out, or with --unpacked a record. The format has no loss mask: SPLIT_labels.bin \
      and .idx hold the labels.

      mds: SPLIT/index.json and shards of int32 arrays for mosaicml-streaming.

      All but jsonl make a directory, which appears when it is whole and replaces nothing; a jsonl \
      file replaces an earlier export of that kind and nothing else. Labels \
      are -100 where nothing is trained, and stand at the place of the token they are. Every block \
      is verified as it is read. A split without rows is left out.
      """)

  @Argument(help: "The data set's directory.")
  var directory: String

  @Option(help: "The format to write.")
  var format: Format

  @Flag(help: "Write records as they were before packing.")
  var unpacked = false

  @Option(help: "Write this split only: train or validation.")
  var split: String?

  @Option(
    help: ArgumentHelp(
      "Where to write: a file for jsonl (default: standard output), else a directory.",
      valueName: "path"))
  var output: String?

  func run() throws {
    let manifest = try StatisticsDocument.manifest(in: OutputDirectory(directory))
    let names = manifest.splits.map(\.name)
    if let split, !names.contains(split) {
      throw CommandError.usage(
        "there is no split '\(split)'; there are: \(names.joined(separator: ", "))")
    }
    try checkOutput()
    let dataset = try CommandError.wrap { try Dataset(directory) }
    let splits = names.indices.filter {
      (split == nil || names[$0] == split) && manifest.splits[$0].rowCount > 0
    }
    guard format != .jsonl else {
      // First, so that nothing stands beside the output before there is something to write.
      let source = try source(of: dataset, splits)
      return try write(source, to: JSONLinesWriter(path: output))
    }
    guard let output, output != "-" else {
      throw CommandError.usage("--format \(format.rawValue) needs --output: it makes a directory")
    }
    guard !unpacked || (format != .npy && format != .parquet) else {
      throw CommandError.usage(
        "--format \(format.rawValue) holds rows; records: --unpacked with jsonl, megatron or mds")
    }
    guard !splits.isEmpty else {
      throw CommandError("\(directory): there is no row to export", status: .failure)
    }
    guard format != .parquet else {
      let target = try ExportDirectory(output)
      try ParquetExport(directory: directory, split: split).write(to: target)
      return try target.commit()
    }
    let source = try source(of: dataset, splits)
    let target = try ExportDirectory(output)
    let folder = target.folder
    let writer: any ExampleWriter =
      switch format {
      case .npy: try NumPyWriter(manifest, splits: splits, in: folder)
      case .megatron: try MegatronWriter(manifest, splits: splits, in: folder)
      case .jsonl, .parquet, .mds:
        try MDSWriter(manifest, splits: splits, isOfRecords: unpacked, in: folder)
      }
    try write(source, to: writer)
    try target.commit()
    if format == .megatron {
      Terminal.writeError(
        "note: Megatron's format has no loss mask. Who trains on the ids alone trains on prompts "
          + "too; the labels are beside them: SPLIT_labels.bin, -100 where nothing is trained\n")
    }
  }

  private func source(of dataset: Dataset, _ splits: [Int]) throws -> any ExampleSource {
    unpacked
      ? try RecordExport(dataset: dataset, splits: splits)
      : RowExport(dataset: dataset, splits: splits)
  }

  private func write(_ source: any ExampleSource, to writer: any ExampleWriter) throws {
    try source.write(to: writer)
    try writer.finish()
  }

  /// A data set is made of the files its manifest names, and of no others.
  private func checkOutput() throws {
    guard let output, output != "-", FileSystem.isPath(output, within: directory) else { return }
    throw CommandError.usage("--output \(output) lies in the data set itself")
  }
}

extension ExportCommand: InterruptibleCommand {
  var resumes: Bool { false }
}

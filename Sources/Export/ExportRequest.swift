package import ByteIO
import Shards

/// An export as it is asked for.
package struct ExportRequest: Sendable {
  /// The data set's directory.
  package let directory: String
  package let format: ExportFormat
  /// The split to write, or nil for all.
  package let split: String?
  /// Whether records are to be written as they were before packing.
  package let unpacked: Bool
  /// Where to write: a file or a directory by the format; nil and `-` are standard output.
  package let output: String?

  package init(
    directory: String, format: ExportFormat, split: String? = nil, unpacked: Bool = false,
    output: String? = nil
  ) {
    self.directory = directory
    self.format = format
    self.split = split
    self.unpacked = unpacked
    self.output = output
  }

  /// Writes the export.
  ///
  /// - Parameters:
  ///   - progress: Told of each row that was read.
  ///   - stop: Asked between examples.
  ///   - environment: Gives a variable of the environment.
  ///   - standardOutput: Opens what stands for no `output`.
  package func run(
    progress: Progress = Progress(), stop: StopFlag,
    environment: @escaping (String) -> String?,
    standardOutput: (ExportSyntax) throws(Fault) -> any ExportSink
  ) throws(Fault) {
    let dataset = try Dataset(directory)
    let splits = try chosenSplits(of: dataset.manifest)
    let output = output == "-" ? nil : output
    if let output, FileSystem.isPath(output, within: directory) {
      // A data set is made of the files its manifest names, and of no others.
      throw .usage("--output \(output) lies in the data set itself")
    }
    switch format.product {
    case .file(let product):
      // First, so that nothing stands beside the output before there is something to write.
      let task = try task(dataset, splits, progress, stop, environment)
      let sink: any ExportSink =
        if let output { try file(output, product) } else { try standardOutput(product.syntax) }
      try task.write(to: product.open(task, sink))
    case .directory(let product):
      guard let output else {
        throw .usage("--format \(format.name) needs --output: it makes a directory")
      }
      let task = try task(dataset, splits, progress, stop, environment)
      let target = try ExportDirectory(output)
      try product.write(task, target)
      try target.commit()
    }
  }

  /// The numbers of the splits to write.
  private func chosenSplits(of manifest: Manifest) throws(Fault) -> [Int] {
    let names = manifest.splits.map(\.name)
    if let split, !names.contains(split) {
      throw .usage("there is no split '\(split)'; there are: \(names.joined(separator: ", "))")
    }
    return names.indices.filter {
      (split == nil || names[$0] == split) && manifest.splits[$0].rowCount > 0
    }
  }

  private func task(
    _ dataset: Dataset, _ splits: [Int], _ progress: Progress, _ stop: StopFlag,
    _ environment: @escaping (String) -> String?
  ) throws(Fault) -> ExportTask {
    guard let isOfRecords = format.holdsRecords(unpacked: unpacked) else {
      throw .usage(
        "--format \(format.name) holds rows; records: --unpacked with "
          + ExportFormats.namesOfRecords.listed("or"))
    }
    guard format.isFile || !splits.isEmpty else {
      throw .failed("\(directory): there is no row to export")
    }
    return try ExportTask(
      dataset, splits: splits, split: split, isOfRecords: isOfRecords, progress: progress,
      stop: stop,
      environment: environment)
  }

  /// The file at `path`, where an earlier export of the same kind may be.
  private func file(
    _ path: String, _ product: ExportFormat.FileProduct
  ) throws(Fault) -> any ExportSink {
    let place = FilePlace(path)
    guard EarlierExport.mayBeReplaced(at: place, beginning: product.beginning) else {
      throw .usage(
        "--output \(path) is there already and is no export to \(product.title), which alone is "
          + "replaced; give another name")
    }
    return try ExportFile(place)
  }
}

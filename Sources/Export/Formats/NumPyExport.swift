import ByteIO
import Shards

extension ExportFormat {
  /// Arrays of NumPy's.
  static let numPy = ExportFormat(
    name: "npy",
    help: """
      SPLIT/input_ids.npy and labels.npy, int32 of [rows, row length], which numpy.load maps \
      into memory; segment_lengths.npy, and segment_offsets.npy, which says where each row's begin.
      """,
    contents: .rows,
    product: .directory(
      DirectoryProduct(files: ["*.npy"]) { (task, target) throws(Fault) in
        try task.write(to: try NumPyWriter(task, in: target.folder))
      }))
}

/// Writes rows as arrays of NumPy's `.npy` format, version 1.0 (numpy.lib.format), which
/// `numpy.load(…, mmap_mode="r")` maps into memory.
///
/// A folder a split: `input_ids.npy` and `labels.npy`, int32 of [rows, tokens a row];
/// `segment_lengths.npy`, int32, tokens of each segment of all rows; `segment_offsets.npy`, int64 of
/// [rows + 1]: the segments of row `r` are `segment_lengths[segment_offsets[r]:segment_offsets[r + 1]]`.
private final class NumPyWriter: ExampleWriter {
  private final class Split {
    let name: String
    let inputIDs: ExportFile
    let labels: ExportFile
    let segmentLengths: ExportFile
    let segmentOffsets: ExportFile
    let rowCount: Int
    let segmentCount: UInt64
    var rowsWritten = 0
    var segmentsWritten: Int64 = 0

    init(_ number: Int, of manifest: Manifest, in folder: Folder) throws(Fault) {
      let split = manifest.splits[number]
      name = split.name
      rowCount = split.rowCount
      segmentCount = manifest.shards(ofSplit: split.name).reduce(0) { $0 + $1.segmentCount }
      let directory = folder.place(split.name)
      try directory.makeDirectories()
      let shape = "(\(split.rowCount), \(manifest.rowLength))"
      inputIDs = try NumPyWriter.file(directory.place("input_ids.npy"), "<i4", shape)
      labels = try NumPyWriter.file(directory.place("labels.npy"), "<i4", shape)
      segmentLengths = try NumPyWriter.file(
        directory.place("segment_lengths.npy"), "<i4", "(\(segmentCount),)")
      segmentOffsets = try NumPyWriter.file(
        directory.place("segment_offsets.npy"), "<i8", "(\(split.rowCount + 1),)")
      try segmentOffsets.append([Int64(0)])
    }
  }

  private var splits: [Int: Split] = [:]
  private let order: [Int]

  init(_ task: ExportTask, in folder: Folder) throws(Fault) {
    order = task.splits
    for number in order { splits[number] = try Split(number, of: task.manifest, in: folder) }
  }

  /// Starts an array's file with its header, a multiple of 64 bytes long.
  private static func file(
    _ place: FilePlace, _ type: String, _ shape: String
  ) throws(Fault) -> ExportFile {
    let fields = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    // Magic, version and length take 10 bytes, and a line feed ends the header.
    let byteCount = (10 + fields.utf8.count + 1 + 63) / 64 * 64
    let header =
      fields + String(repeating: " ", count: byteCount - 11 - fields.utf8.count) + "\n"
    let file = try ExportFile(place)
    try file.append([0x93] + Array("NUMPY".utf8) + [1, 0])
    try file.append([UInt16(header.utf8.count)])
    try file.append(header)
    return file
  }

  func write(_ example: borrowing Example) throws(Fault) {
    guard let split = splits[example.split] else { return }
    try split.inputIDs.append(example.tokens)
    try split.labels.append(example.labels)
    try split.segmentLengths.append(example.segmentLengths.map { Int32($0) })
    split.rowsWritten += 1
    split.segmentsWritten += Int64(example.segmentLengths.count)
    try split.segmentOffsets.append([split.segmentsWritten])
  }

  func finish() throws(Fault) {
    for number in order {
      guard let split = splits[number] else { continue }
      // The arrays' shapes were written before their rows.
      guard split.rowsWritten == split.rowCount, split.segmentsWritten == split.segmentCount else {
        throw .failed(
          "\(split.name): expected \(split.rowCount) rows of \(split.segmentCount) segments, found "
            + "\(split.rowsWritten) of \(split.segmentsWritten)")
      }
      for file in [split.inputIDs, split.labels, split.segmentLengths, split.segmentOffsets] {
        _ = try file.commit()
      }
    }
  }
}

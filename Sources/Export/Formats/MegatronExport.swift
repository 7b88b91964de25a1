import ByteIO
import Shards

extension ExportFormat {
  /// Megatron's indexed data sets.
  static let megatron = ExportFormat(
    name: "megatron",
    help: """
      SPLIT_input_ids.bin and .idx, int32; a document is a row with a sequence a segment, \
      padding left out, or with --unpacked a record. The format has no loss mask: SPLIT_labels.bin \
      and .idx hold the labels.
      """,
    contents: .rowsOrRecords,
    product: .directory(
      DirectoryProduct(files: ["*.bin", "*.idx"]) { (task, target) throws(Fault) in
        try task.write(to: try MegatronWriter(task, in: target.folder))
      }),
    note: """
      Megatron's format has no loss mask. Who trains on the ids alone trains on prompts \
      too; the labels are beside them: SPLIT_labels.bin, -100 where nothing is trained
      """)
}

/// Writes Megatron's indexed data sets, `.bin` and `.idx` (megatron.core.datasets.indexed_dataset,
/// version 1), as int32, since ids do not fit 16 bits.
///
/// A document is a row, and its sequences are the row's segments, padding left out; or a document is
/// a record of one sequence. The format has no place for a loss mask, so each split is a pair of
/// data sets of the same index: `SPLIT_input_ids` and `SPLIT_labels`.
///
/// Memory: 4 bytes a sequence and 8 a document, for the index that is written last.
private final class MegatronWriter: ExampleWriter {
  private final class Split {
    let inputIDs: ExportFile
    let labels: ExportFile
    /// What the files' names begin with.
    let name: String
    private let folder: Folder
    /// Tokens of each sequence.
    var sequenceLengths: [Int32] = []
    /// Where each document's sequences begin, and the end of the last.
    var documentStarts: [Int64] = [0]

    init(_ name: String, in folder: Folder) throws(Fault) {
      self.name = name
      self.folder = folder
      inputIDs = try ExportFile(folder.place(name + "_input_ids.bin"))
      labels = try ExportFile(folder.place(name + "_labels.bin"))
    }

    func index(_ column: String) throws(Fault) -> ExportFile {
      try ExportFile(folder.place(name + column + ".idx"))
    }
  }

  private var splits: [Int: Split] = [:]
  private let order: [Int]

  private static let magic = Array("MMIDIDX".utf8) + [0, 0]
  private static let version: UInt64 = 1
  /// The code of int32 in `DType`.
  private static let int32Code: UInt8 = 4

  init(_ task: ExportTask, in folder: Folder) throws(Fault) {
    order = task.splits
    for number in order {
      splits[number] = try Split(task.manifest.splits[number].name, in: folder)
    }
  }

  func write(_ example: borrowing Example) throws(Fault) {
    guard let split = splits[example.split] else { return }
    let count = example.contentTokenCount
    try split.inputIDs.append(example.tokens, count: count)
    try split.labels.append(example.labels, count: count)
    split.sequenceLengths.append(contentsOf: example.segmentLengths.map { Int32($0) })
    split.documentStarts.append(Int64(split.sequenceLengths.count))
  }

  func finish() throws(Fault) {
    for number in order {
      guard let split = splits[number] else { continue }
      _ = try split.inputIDs.commit()
      _ = try split.labels.commit()
      for name in ["_input_ids", "_labels"] {
        try Self.writeIndex(split, to: try split.index(name))
      }
    }
  }

  private static func writeIndex(_ split: Split, to file: ExportFile) throws(Fault) {
    try file.append(magic)
    try file.append([version])
    try file.append([int32Code])
    try file.append([UInt64(split.sequenceLengths.count), UInt64(split.documentStarts.count)])
    try file.append(split.sequenceLengths)
    // Where each sequence begins in the .bin file, in bytes.
    var pointer: Int64 = 0
    for length in split.sequenceLengths {
      try file.append([pointer])
      pointer += Int64(length) * 4
    }
    try file.append(split.documentStarts)
    _ = try file.commit()
  }
}

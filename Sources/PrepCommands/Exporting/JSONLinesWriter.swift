import ByteIO

/// Writes a line an example, to standard output or to a file that appears when all is written.
final class JSONLinesWriter: ExampleWriter {
  private var file: ExportFile?
  private var output: StandardOutput?
  private var line = JSONLine()

  /// - Parameter path: The file; nil or `-` for standard output.
  /// - Throws: `usage` where the file is there and is no earlier export.
  init(path: String?) throws {
    if let path, path != "-" {
      let place = FilePlace(path)
      guard EarlierExport.mayBeReplaced(at: place) else {
        throw CommandError.usage(
          "--output \(path) is there already and is no export to JSON Lines, which alone is "
            + "replaced; give another name")
      }
      file = try ExportFile(place)
    } else {
      output = try StandardOutput()
    }
  }

  func write(_ example: borrowing Example) throws {
    line.removeAll()
    line.append("{\"input_ids\":")
    line.append(example.tokens.span)
    line.append(",\"labels\":")
    line.append(example.labels.span)
    if example.line > 0 {
      let path = JSONWriter.line(.string(example.file))
      line.append(",\"file\":\(path),\"line\":\(example.line)")
      if let part = example.part {
        line.append(",\"part\":\(part.number),\"parts\":\(part.count)")
      }
      line.append("}\n")
    } else {
      line.append(",\"segment_lengths\":")
      line.append(example.segmentLengths.span)
      line.append(",\"split\":\"\(example.splitName)\"}\n")
    }
    try file?.append(line)
    try output?.write(json: line)
  }

  func finish() throws {
    try output?.flush()
    _ = try file?.commit()
  }
}

import ByteIO

extension ExportFormat {
  /// A line an example.
  static let jsonLines = ExportFormat(
    name: "jsonl",
    help: """
      a line a row, {"input_ids","labels","segment_lengths","split"}, shard by shard; \
      with --unpacked a line a record, {"input_ids","labels","file","line"}, in the order of the \
      input.
      """,
    contents: .rowsOrRecords,
    product: .file(
      FileProduct(
        title: "JSON Lines", syntax: .json,
        // Other tools write input_ids and labels too, but neither segment_lengths nor file after
        // them, in this order and without a space.
        beginning: [
          .text("{\"input_ids\":["), .numbers, .text("],\"labels\":["), .numbers,
          .text("],\"segment_lengths\":[", "],\"file\":\""),
        ],
        open: { (_, sink) throws(Fault) in JSONLinesWriter(sink) })))
}

/// Writes a line an example.
private final class JSONLinesWriter: ExampleWriter {
  private let sink: any ExportSink
  private var line = JSONLine()

  init(_ sink: any ExportSink) { self.sink = sink }

  func write(_ example: borrowing Example) throws(Fault) {
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
      line.append("}")
    } else {
      line.append(",\"segment_lengths\":")
      line.append(example.segmentLengths.span)
      line.append(",\"split\":\"\(example.splitName)\"}")
    }
    line.endLine()
    try sink.append(line)
  }

  func finish() throws(Fault) { try sink.finish() }
}

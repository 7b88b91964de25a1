import ByteIO
import Shards

extension ExportFormat {
  /// Figures of every kept record as comma-separated values.
  static let csv = ExportFormat(
    name: "csv",
    help: """
      \(CSVWriter.header), a line a kept record, in the order of the input, as \
      spreadsheets read it (RFC 4180). part is empty but for records that were split; names stand \
      byte for byte.
      """,
    contents: .records,
    product: .file(
      FileProduct(
        title: "CSV", syntax: .text, beginning: [.text(CSVWriter.header + CSVWriter.lineEnd)],
        open: { (_, sink) throws(Fault) in try CSVWriter(sink) })))
}

/// Writes a line a record, lines ending in CR LF (RFC 4180).
final class CSVWriter: ExampleWriter {
  static let header = "file,line,part,split,tokens,trained_tokens"
  static let lineEnd = "\r\n"

  private let sink: any ExportSink

  init(_ sink: any ExportSink) throws(Fault) {
    self.sink = sink
    try sink.append(Array((Self.header + Self.lineEnd).utf8).span)
  }

  func write(_ example: borrowing Example) throws(Fault) {
    let trained = example.labels.count { $0 != RowBlock.ignoredLabel }
    let part = example.part.map { String($0.number) } ?? ""
    let figures =
      ",\(example.line),\(part),\(example.splitName),\(example.tokens.count),\(trained)"
    try sink.append((Self.field(example.file) + Array((figures + Self.lineEnd).utf8)).span)
  }

  func finish() throws(Fault) { try sink.finish() }

  /// The bytes of a file's name, in quotes where they hold what ends a field, and a quote twice.
  private static func field(_ name: String) -> [UInt8] {
    let bytes = FileName.bytes(of: name)
    guard bytes.contains(where: "\",\r\n".utf8.contains) else { return bytes }
    let quote = UInt8(ascii: "\"")
    return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}

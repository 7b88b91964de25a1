import ByteIO
import Export

/// Standard output, as an export of one file writes to it.
final class StandardOutputSink: ExportSink {
  private var output: StandardOutput
  private let syntax: ExportSyntax

  init(_ syntax: ExportSyntax) throws(Fault) {
    output = try StandardOutput()
    self.syntax = syntax
  }

  func append(_ line: borrowing Span<UInt8>) throws(Fault) {
    switch syntax {
    case .json: try output.write(json: line)
    case .text: try output.write(line: line)
    }
  }

  func finish() throws(Fault) { try output.flush() }
}

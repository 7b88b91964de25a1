import ByteIO
import Export

/// Standard output, as an export of one file writes to it.
final class StandardOutputSink: ExportSink {
  private var output: StandardOutput
  private let syntax: ExportSyntax

  init(_ syntax: ExportSyntax) throws(ExportError) {
    output = try Self.asExport { () throws(CommandError) in try StandardOutput() }
    self.syntax = syntax
  }

  func append(_ line: borrowing Span<UInt8>) throws(ExportError) {
    do throws(CommandError) {
      switch syntax {
      case .json: try output.write(json: line)
      case .text: try output.write(line: line)
      }
    } catch {
      throw .failed(error.message)
    }
  }

  func finish() throws(ExportError) {
    try Self.asExport { () throws(CommandError) in try output.flush() }
  }

  private static func asExport<Result: ~Copyable>(
    _ body: () throws(CommandError) -> Result
  ) throws(ExportError) -> Result {
    do {
      return try body()
    } catch {
      throw .failed(error.message)
    }
  }
}

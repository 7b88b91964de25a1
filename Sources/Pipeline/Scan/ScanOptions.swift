package import Ingest
package import Tokenizer
import ByteIO

/// Everything a scan is told.
package struct ScanOptions: Sendable {
  /// Files, directories, or `-` for standard input.
  package var inputs: [String]
  package var reading = ReadingOptions()
  package var conversation = ConversationOptions()
  /// About how many bytes of input are looked at; nil for all.
  package var sampleByteCount: Int? = 64 << 20
  package var seed: UInt64 = 0
  package var threadCount = Threads.processorCount

  /// Bytes of a unit: small, so that a sample comes from many places.
  package static let unitByteCount = 1 << 20

  package init(inputs: [String]) {
    self.inputs = inputs
    reading.unitByteCount = Self.unitByteCount
  }
}

import ByteIO
import Glibc
import Ingest

/// A pipe with a writer at its other end: an input that comes in order only.
final class Pipe: Sendable {
  private let readEnd: CInt
  private let writeEnd: CInt

  init() throws {
    // A reader that stops early must not end the process.
    signal(SIGPIPE, SIG_IGN)
    var ends: [CInt] = [0, 0]
    guard pipe(&ends) == 0 else { throw Fault.system("make", "a pipe") }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// Calls `body` while another thread writes `bytes` in pieces of `pieceByteCount`.
  func carry<Value: Sendable>(
    _ bytes: [UInt8], pieceByteCount: Int = 1 << 16,
    _ body: @escaping @Sendable (InputFile) throws -> Value
  ) throws -> Value {
    let box = Monitor<Result<Value, any Error>?>(nil)
    let (readEnd, writeEnd) = (readEnd, writeEnd)
    Threads.run(2) { index in
      if index == 0 {
        Self.write(bytes, pieceByteCount, to: writeEnd)
      } else {
        let input = InputFile(path: "/dev/fd/\(readEnd)", byteCount: nil)
        let result = Result { try body(input) }
        // The writer sees the end of its reader.
        close(readEnd)
        box.withLock { $0 = result }
      }
    }
    return try box.wait { $0 }.get()
  }

  private static func write(_ bytes: [UInt8], _ pieceByteCount: Int, to descriptor: CInt) {
    var written = 0
    while written < bytes.count {
      let end = min(bytes.count, written + pieceByteCount)
      let count = bytes[written..<end].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count <= 0 { break }
      written += count
    }
    close(descriptor)
  }
}

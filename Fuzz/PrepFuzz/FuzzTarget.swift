import ByteIO
import TestSupport

/// Something that reads bytes from outside.
protocol FuzzTarget {
  init() throws
  /// Reads `bytes`; an error is as good as a result.
  func run(_ bytes: [UInt8])
}

extension FuzzTarget {
  /// Calls `body` and takes any error for an answer.
  func attempt(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      // To say what is wrong is part of the work.
      precondition(!"\(error)".isEmpty)
    }
  }
}

/// The file that a target's input is written to.
struct InputPath {
  private let directory: TemporaryDirectory
  var path: String { directory.file("input") }

  init() throws {
    directory = try TemporaryDirectory()
  }

  func write(_ bytes: [UInt8]) throws -> String { try directory.write(bytes, to: "input") }
}

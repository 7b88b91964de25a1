package import ByteIO
package import Shards

/// Why there is no export.
package enum ExportError: Error {
  /// What was asked for makes no sense.
  case usage(String)
  case file(FileError)
  case shard(ShardError)
  /// The data are not as they must be, or what is needed to write them is not there.
  case failed(String)
  /// The user or the system asked for the end.
  case interrupted
}

extension ExportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .usage(let message), .failed(let message): message
    case .file(let error): error.description
    case .shard(let error): error.description
    case .interrupted: "interrupted"
    }
  }
}

/// Calls `body`; an error of a file becomes one of the export.
func asExport<Result: ~Copyable>(
  _ body: () throws(FileError) -> Result
) throws(ExportError) -> Result {
  do {
    return try body()
  } catch {
    throw .file(error)
  }
}

/// Calls `body`; an error of the shards becomes one of the export.
func asExport<Result: ~Copyable>(
  _ body: () throws(ShardError) -> Result
) throws(ExportError) -> Result {
  do {
    return try body()
  } catch {
    throw .shard(error)
  }
}

extension StopFlag {
  /// - Throws: `interrupted` once the flag is set.
  func check() throws(ExportError) {
    if isStopping { throw .interrupted }
  }
}

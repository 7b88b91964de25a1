package import ByteIO
package import Shards
package import Tokenizer

/// Why something of a data set cannot be looked at.
package enum InspectError: Error {
  /// What was asked for makes no sense.
  case usage(String)
  case file(FileError)
  case shard(ShardError)
  case tokenizer(TokenizerError)
  /// A document of the data set is not as it must be.
  case document(JSONError)
  /// There is no data set, or its files are not as they must be.
  case failed(String)
}

extension InspectError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .usage(let message), .failed(let message): message
    case .file(let error): error.description
    case .shard(let error): error.description
    case .tokenizer(let error): error.description
    case .document(let error): error.description
    }
  }

  init(_ error: FileError) { self = .file(error) }
  init(_ error: ShardError) { self = .shard(error) }
  init(_ error: TokenizerError) { self = .tokenizer(error) }
  init(_ error: JSONError) { self = .document(error) }
}

/// Calls `body`; an error of a file becomes one of this module.
func asInspect<Result: ~Copyable>(
  _ body: () throws(FileError) -> Result
) throws(InspectError) -> Result {
  do { return try body() } catch { throw InspectError(error) }
}

/// Calls `body`; an error of the shards becomes one of this module.
func asInspect<Result: ~Copyable>(
  _ body: () throws(ShardError) -> Result
) throws(InspectError) -> Result {
  do { return try body() } catch { throw InspectError(error) }
}

/// Calls `body`; an error of the tokenizer becomes one of this module.
func asInspect<Result: ~Copyable>(
  _ body: () throws(TokenizerError) -> Result
) throws(InspectError) -> Result {
  do { return try body() } catch { throw InspectError(error) }
}

/// Calls `body`; an error in a document becomes one of this module.
func asInspect<Result: ~Copyable>(
  _ body: () throws(JSONError) -> Result
) throws(InspectError) -> Result {
  do { return try body() } catch { throw InspectError(error) }
}

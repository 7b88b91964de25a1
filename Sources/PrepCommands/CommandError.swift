import ByteIO
import Export
import Filters
import Inspect
import Pipeline
import Shards
import Tokenizer

/// An error as the user reads it, with the exit status it leads to.
struct CommandError: Error {
  /// What is wrong, where, what was expected and what to do, on one line: a line end in it is part
  /// of a name.
  var message: String
  /// Lines that follow, each with more about it.
  var details: [String] = []
  var status: ExitStatus

  init(_ message: String, details: [String] = [], status: ExitStatus) {
    self.message = message
    self.details = details
    self.status = status
  }

  /// The error as it is printed.
  var text: TerminalText {
    details.reduce("prep: \(message)\n") { text, line in text + "\(line)\n" }
  }

  /// What the command was told makes no sense.
  static func usage(_ message: String) -> CommandError { CommandError(message, status: .usage) }

  /// Reads an option's value; what is wrong with it is wrong usage.
  static func argument<Value, Fault: Error & CustomStringConvertible>(
    _ option: String, _ body: () throws(Fault) -> Value
  ) throws(CommandError) -> Value {
    do throws(Fault) {
      return try body()
    } catch {
      throw .usage("\(option): \(error)")
    }
  }

  /// The value of an option that names no file, as the UTF-8 it was given in.
  static func text(_ option: String, _ value: String) throws(CommandError) -> String {
    guard let text = FileName.plainText(value) else {
      throw .usage("\(option) expects UTF-8, found '\(value)'")
    }
    return text
  }

  /// Calls `body`; an error of any module becomes a message and a status.
  static func wrap<Result: ~Copyable>(
    _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch {
      throw CommandError(error) ?? error
    }
  }

  /// The message and the status of an error of any module: the one place that knows them all.
  init?(_ error: any Error) {
    switch error {
    case let error as CommandError:
      self = error
    case let error as PipelineError:
      let status: ExitStatus =
        switch error {
        case .interrupted: .interrupted
        case .recordTooLong, .unreadFields: .quality
        case .cannotRepair: .verification
        default: error.isUsage ? .usage : .failure
        }
      self.init(error.lines[0], details: Array(error.lines.dropFirst()), status: status)
    case let error as ExportError:
      let status: ExitStatus =
        switch error {
        case .usage: .usage
        case .interrupted: .interrupted
        case .file, .shard, .failed: .failure
        }
      self.init(error.description, status: status)
    case let error as InspectError:
      let isUsage = if case .usage = error { true } else { false }
      self.init(error.description, status: isUsage ? .usage : .failure)
    case let error as FilterError:
      self.init(error.description, status: error.isUsage ? .usage : .failure)
    case let error as any Error & CustomStringConvertible
    where error is FileError || error is ShardError || error is TokenizerError:
      self.init(error.description, status: .failure)
    default:
      return nil
    }
  }
}

package import ByteIO
package import Ingest
package import Records
package import Shards
package import Tokenizer

/// Why a build ended without a data set.
package enum PipelineError: Error {
  case file(FileError)
  case ingest(IngestError)
  case shard(ShardError)
  /// The tokenizer's file cannot be used.
  case tokenizer(path: String, TokenizerError)
  /// Another process is building in the directory.
  case outputInUse(String)
  /// The directory holds files that no build of ours made.
  case outputNotOurs(String, example: String)
  /// The directory holds work or a data set of a build that was told otherwise.
  case differentBuild(String, differences: [BuildIdentity.Difference], isComplete: Bool)
  /// The bytes of the input are not those that an interrupted build read.
  case inputChanged(output: String, unit: Int, firstPath: String)
  /// A record does not fit a row, and `--overlong fail` was given.
  case recordTooLong(path: String, line: UInt64, tokenCount: Int, sequenceLength: Int)
  /// Records have fields that nothing reads, and `--unread error` was given.
  case unreadFields([UnreadField])
  /// `--cap` names a source that no record has.
  case unknownSource(String, known: [String])
  /// One of the places to read and to write lies in the other.
  case overlap(String)
  /// The data set's parts were not kept, or are of another build.
  case noParts(String)
  /// The disk plainly cannot hold what the build writes.
  case noSpace(String, neededByteCount: UInt64, freeByteCount: UInt64)
  /// A data set, or some of its files, cannot be made as they were.
  case cannotRepair(String, because: String)
  /// The data set is there already, and the texts that a language report is made of are not read.
  case noLanguageReport(String)
  /// The user or the system asked for the end; what was done is kept.
  case interrupted
}

extension PipelineError {
  /// Whether the fault lies in what the command was told, not in the files or the system.
  package var isUsage: Bool {
    switch self {
    case .outputInUse, .outputNotOurs, .differentBuild, .inputChanged, .unknownSource, .noParts,
      .overlap, .noLanguageReport:
      true
    default: false
    }
  }
}

extension PipelineError: CustomStringConvertible {
  package var description: String { lines.joined(separator: "\n") }

  /// The description line by line, the first of them at least; a line end within one of them is part
  /// of a name.
  package var lines: [String] {
    guard case .differentBuild(let output, let differences, let isComplete) = self else {
      return [message]
    }
    let state = isComplete ? "holds a data set" : "holds the work of an interrupted build"
    let more = differences.count - Self.shownDifferenceLimit
    return ["\(output): \(state) that was made otherwise:"]
      + differences.prefix(Self.shownDifferenceLimit).map { "  \($0)" }
      + (more > 0 ? ["  and \(more) more"] : [])
      + ["use the same command as then, --overwrite to replace it, or another directory"]
  }

  /// More than the options there are: only a manifest that prep did not write differs in more.
  private static let shownDifferenceLimit = 100

  /// What there is to say where that is one line.
  private var message: String {
    switch self {
    case .file(let error): return error.description
    case .ingest(let error): return error.description
    case .shard(let error): return error.description
    case .tokenizer(let path, let error): return "\(path): \(error)"
    case .outputInUse(let output):
      return "\(output): another process is building here; wait for it, or choose another directory"
    case .outputNotOurs(let output, let example):
      return "\(output): holds files that are not of a data set, such as '\(example)', and prep "
        + "removes nothing that it did not make; move it away, or choose an empty or a new directory"
    case .differentBuild(let output, _, _):
      return "\(output): was made otherwise"
    case .inputChanged(let output, let unit, let firstPath):
      return "\(firstPath): its bytes are not those read before (unit \(unit)), so what is in "
        + "\(output) does not belong to it; use --overwrite to start anew"
    case .recordTooLong(let path, let line, let tokenCount, let sequenceLength):
      return "\(path):\(line): the record has \(tokenCount) tokens, a row holds \(sequenceLength); "
        + "start anew with --overwrite and a larger --sequence-length, or another --overlong"
    case .unreadFields(let fields):
      let names = fields.prefix(10).map { "'\($0.name)' in \($0.count)" }.joined(separator: ", ")
      return "--unread error: records have fields that nothing reads: \(names)"
        + (fields.count > 10 ? " and \(fields.count - 10) more" : "")
        + "; start anew with --overwrite and another --unread, or name fields with --map"
    case .overlap(let what):
      return what + "; choose another place for what is written"
    case .noParts(let directory):
      return "\(directory): the parts of this data set are not there; build it with --keep-parts "
        + "to repack it later"
    case .noSpace(let output, let needed, let free):
      return
        "\(output): the build writes some \(needed >> 20) MiB, and \(free >> 20) MiB are free; "
        + "free some space, choose another directory, or go on all the same with --no-space-check"
    case .cannotRepair(let directory, let reason):
      return "\(directory): cannot be repaired: \(reason)"
    case .unknownSource(let name, let known):
      let names = known.prefix(10).map { $0.isEmpty ? "none" : "'\($0)'" }.joined(separator: ", ")
      return "--cap: no record has the source '\(name)'; found: "
        + (names.isEmpty ? "no records" : names)
        + (known.count > 10 ? " and \(known.count - 10) more" : "")
        + "; start anew with --overwrite and another --cap"
    case .noLanguageReport(let output):
      return "\(output): the data set is there already, so that no text is judged for "
        + "--language-report; use --overwrite to make it again, or another directory"
    case .interrupted:
      return "interrupted; the same command goes on from here"
    }
  }
}

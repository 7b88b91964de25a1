package import ByteIO
import Records

// Why a build, a repack or a repair ended without a data set, beside what files and input say.

extension Fault.Kind {
  /// Another process is building in the directory.
  package static let outputInUse = Self("output_in_use", .usage)
  /// The directory holds files that no build of ours made.
  package static let outputNotOurs = Self("output_not_ours", .usage)
  /// The directory holds work or a data set of a build that was told otherwise.
  package static let differentBuild = Self("different_build", .usage)
  /// The bytes of the input are not those that an interrupted build read.
  package static let inputChanged = Self("input_changed", .usage)
  /// A record does not fit a row, and `--overlong fail` was given.
  package static let recordTooLong = Self("record_too_long", .quality)
  /// Records have fields that nothing reads, and `--unread error` was given.
  package static let unreadFields = Self("unread_fields", .quality)
  /// `--cap` names a source that no record has.
  package static let unknownSource = Self("unknown_source", .usage)
  /// One of the places to read and to write lies in the other.
  package static let overlap = Self("overlap", .usage)
  /// The data set's parts were not kept, or are of another build.
  package static let noParts = Self("no_parts", .usage)
  /// The disk plainly cannot hold what the build writes.
  package static let noSpace = Self("no_space")
  /// A data set, or some of its files, cannot be made as they were.
  package static let cannotRepair = Self("cannot_repair", .verification)
  /// There is no run of tasks, or one that was told otherwise.
  package static let taskRun = Self("task_run", .usage)
  /// A task's stage must wait for the one before.
  package static let stageNotDone = Self("stage_not_done")
  /// Two runs of one task have written different bytes.
  package static let tasksDiffer = Self("tasks_differ", .verification)
  /// The data set is there already, and the texts that a language report is made of are not read.
  package static let noLanguageReport = Self("no_language_report", .usage)
}

extension Fault {
  static func outputInUse(_ output: String) -> Fault {
    Fault(
      .outputInUse,
      "\(output): another process is building here; wait for it, or choose another directory")
  }

  static func outputNotOurs(_ output: String, example: String) -> Fault {
    Fault(
      .outputNotOurs,
      "\(output): holds files that are not of a data set, such as '\(example)', and prep "
        + "removes nothing that it did not make; move it away, or choose an empty or a new directory"
    )
  }

  /// - Parameter isComplete: Whether a data set is there, and not only the work of a build.
  static func differentBuild(
    _ output: String, differences: [BuildIdentity.Difference], isComplete: Bool
  ) -> Fault {
    let state = isComplete ? "holds a data set" : "holds the work of an interrupted build"
    let more = differences.count - shownDifferenceLimit
    return Fault(
      .differentBuild, "\(output): \(state) that was made otherwise:",
      details: differences.prefix(shownDifferenceLimit).map { "  \($0)" }
        + (more > 0 ? ["  and \(more) more"] : [])
        + ["use the same command as then, --overwrite to replace it, or another directory"])
  }

  /// More than the options there are: only a manifest that prep did not write differs in more.
  private static let shownDifferenceLimit = 100

  static func inputChanged(output: String, unit: UnitNumber, firstPath: String) -> Fault {
    Fault(
      .inputChanged,
      "\(firstPath): its bytes are not those read before (unit \(unit)), so what is in "
        + "\(output) does not belong to it; use --overwrite to start anew")
  }

  static func recordTooLong(
    path: String, line: UInt64, tokenCount: Int, sequenceLength: Int
  ) -> Fault {
    Fault(
      .recordTooLong,
      "\(path):\(line): the record has \(tokenCount) tokens, a row holds \(sequenceLength); "
        + "start anew with --overwrite and a larger --sequence-length, or another --overlong")
  }

  static func unreadFields(_ fields: [UnreadField]) -> Fault {
    let names = fields.prefix(10).map { "'\($0.name)' in \($0.count)" }.joined(separator: ", ")
    return Fault(
      .unreadFields,
      "--unread error: records have fields that nothing reads: \(names)"
        + (fields.count > 10 ? " and \(fields.count - 10) more" : "")
        + "; start anew with --overwrite and another --unread, or name fields with --map")
  }

  static func unknownSource(_ name: String, known: [String]) -> Fault {
    let names = known.prefix(10).map { $0.isEmpty ? "none" : "'\($0)'" }.joined(separator: ", ")
    return Fault(
      .unknownSource,
      "--cap: no record has the source '\(name)'; found: "
        + (names.isEmpty ? "no records" : names)
        + (known.count > 10 ? " and \(known.count - 10) more" : "")
        + "; start anew with --overwrite and another --cap")
  }

  static func overlap(_ what: String) -> Fault {
    Fault(.overlap, what + "; choose another place for what is written")
  }

  static func noParts(_ directory: String) -> Fault {
    Fault(
      .noParts,
      "\(directory): the parts of this data set are not there; build it with --keep-parts "
        + "to repack it later")
  }

  static func noSpace(
    _ output: String, neededByteCount needed: UInt64, freeByteCount free: UInt64
  ) -> Fault {
    Fault(
      .noSpace,
      "\(output): the build writes some \(needed >> 20) MiB, and \(free >> 20) MiB are free; "
        + "free some space, choose another directory, or go on all the same with --no-space-check")
  }

  package static func cannotRepair(_ directory: String, because reason: String) -> Fault {
    Fault(.cannotRepair, "\(directory): cannot be repaired: \(reason)")
  }

  static func noLanguageReport(_ output: String) -> Fault {
    Fault(
      .noLanguageReport,
      "\(output): the data set is there already, so that no text is judged for "
        + "--language-report; use --overwrite to make it again, or another directory")
  }

  static func noTaskRun(_ directory: String) -> Fault {
    Fault(.taskRun, "\(directory): holds no run; begin one with prep task init")
  }

  static func otherTaskRun(_ directory: String) -> Fault {
    Fault(
      .taskRun,
      "\(directory): holds a run that was told otherwise, or of inputs that have changed since; use "
        + "another directory")
  }

  static func runNotEmpty(_ directory: String) -> Fault {
    Fault(
      .taskRun, "\(directory): holds files that are of no run; choose an empty or a new directory")
  }

  static func dataSetIsThere(_ output: String) -> Fault {
    Fault(
      .taskRun,
      "\(output): holds a data set; choose another directory, or --overwrite to replace it")
  }

  static func otherMachine(
    _ directory: String, differences: [BuildIdentity.Difference]
  ) -> Fault {
    Fault(
      .differentBuild, "\(directory): this machine would make other bytes than the run:",
      details: differences.prefix(shownDifferenceLimit).map { "  \($0)" }
        + ["use the same version of prep, the same libraries and the same tokenizer everywhere"])
  }

  static func changedSinceInit(
    _ path: String, expectedByteCount: UInt64, foundByteCount: UInt64
  ) -> Fault {
    let what =
      expectedByteCount == foundByteCount
      ? "it was written to, at the same length"
      : "expected \(expectedByteCount) bytes, found \(foundByteCount)"
    return Fault(
      .taskRun,
      "\(path): changed since the run began: \(what); put back what was there, or begin another run"
    )
  }

  static func stageNotDone(_ directory: String, _ stage: TaskStage) -> Fault {
    Fault(
      .stageNotDone,
      "\(directory): stage \(stage.rawValue) is not done; prep task missing \(directory) "
        + "\(stage.rawValue) lists its tasks that have no receipt")
  }

  static func tasksDiffer(_ stage: TaskStage, _ index: Int, what: String) -> Fault {
    Fault(
      .tasksDiffer,
      "task \(index) of \(stage.rawValue): two runs of it have written different bytes (\(what)): "
        + "either an input has changed between them, or something is not deterministic; run it "
        + "on machines with the same prep, and report it if that does not help")
  }
}

import CPrepSystem
import Glibc

/// Has the Python package `prep_feeder` write a data set as Parquet.
///
/// In Python, since the one library that writes what every reader of Parquet reads is Arrow, and
/// whoever wants such files has pyarrow.
struct ParquetExport {
  /// The data set's directory.
  let directory: String
  /// The split to write, or nil for all.
  let split: String?

  /// Names the interpreter in the environment.
  static let interpreterVariable = "PREP_PYTHON"
  private static let defaultInterpreter = "python3"
  /// What the interpreter ends with where it lacks a module; Python itself ends with 1 or 2.
  private static let missingStatus: CInt = 3
  private static let probe = """
    import sys
    try:
        import prep_feeder.parquet, pyarrow.parquet
    except ImportError as error:
        name = (error.name or "").partition(".")[0]
        sys.exit(\(missingStatus) if name in ("prep_feeder", "numpy", "pyarrow") else error)
    """

  /// Writes `SPLIT.parquet` for each split into `target`, which is to be committed then.
  ///
  /// - Throws: `failure` where there is no interpreter, where it lacks the package, or where the
  ///   package fails, which has then said why; `interrupted`.
  func write(to target: borrowing ExportDirectory) throws {
    // SAFETY: getenv's string is copied before anything could change the environment.
    let interpreter =
      getenv(Self.interpreterVariable).map { String(cString: $0) } ?? Self.defaultInterpreter
    let probed = Self.run([interpreter, "-c", Self.probe])
    guard probed >= 0 else {
      throw CommandError(
        "--format parquet is written by Python, and \(interpreter) cannot be started: "
          + "\(String(cString: strerror(-probed))). Install Python 3.10 or later, or name it in "
          + "\(Self.interpreterVariable). \(Self.advice(interpreter))", status: .failure)
    }
    guard probed != Self.missingStatus else {
      throw CommandError(
        "--format parquet needs the Python packages prep_feeder and pyarrow, and \(interpreter) "
          + "lacks one. \(Self.advice(interpreter)); \(Self.interpreterVariable) names another "
          + "interpreter", status: .failure)
    }
    try Self.check(probed, interpreter)
    let options = split.map { ["--split", $0] } ?? []
    let status = Self.run(
      [interpreter, "-m", "prep_feeder.parquet"] + options
        + ["--", directory, target.inheritedPath],
      keeping: target.lockDescriptor)
    try Self.check(status, interpreter)
  }

  private static func advice(_ interpreter: String) -> String {
    "To install them: make python && \(interpreter) -m pip install .build/python/*.whl pyarrow"
  }

  private static func check(_ status: CInt, _ interpreter: String) throws {
    if [ExitStatus.interrupted.rawValue, 128 + SIGINT, 128 + SIGTERM].contains(status) {
      throw CommandError("interrupted", status: .interrupted)
    }
    guard status == 0 else {
      throw CommandError(
        "\(interpreter) -m prep_feeder.parquet ended with status \(status); nothing was written",
        status: .failure)
    }
  }

  private static func run(_ arguments: [String], keeping descriptor: CInt = -1) -> CInt {
    // SAFETY: the strings and their list live until the program has ended.
    let strings = arguments.map { strdup($0) }
    defer { strings.forEach { free($0) } }
    return cprep_run(strings.map { UnsafePointer($0) } + [nil], descriptor)
  }
}

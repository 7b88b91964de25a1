import ByteIO
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

  /// What the interpreter ends with where it lacks a module; Python itself ends with 1 or 2.
  private static let missingStatus: CInt = 3
  private static let program = """
    from prep_feeder.parquet import main
    sys.exit(main(sys.argv[1:]))
    """
  private static let probe = """
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
    let name = PythonProgram.chosenName
    guard let python = PythonProgram(name) else { throw Self.cannotStart(name, ENOENT) }
    let probed = python.run(Self.probe)
    guard probed >= 0 else { throw Self.cannotStart(name, -probed) }
    guard probed != Self.missingStatus else {
      throw CommandError(
        "--format parquet needs the Python packages prep_feeder and pyarrow, and \(name) "
          + "lacks one. \(Self.advice(name)); \(PythonProgram.variable) names another "
          + "interpreter", status: .failure)
    }
    try Self.check(probed, name)
    // Absolute, since the program is started elsewhere.
    guard let directory = FileSystem.realPath(directory) else {
      throw CommandError("\(directory): cannot be found", status: .failure)
    }
    let options = split.map { ["--split", $0] } ?? []
    let status = python.run(
      Self.program, options + ["--", directory, target.inheritedPath],
      keeping: target.lockDescriptor)
    try Self.check(status, name)
  }

  private static func cannotStart(_ name: String, _ errorNumber: CInt) -> CommandError {
    CommandError(
      "--format parquet is written by Python, and \(name) cannot be started: "
        + "\(String(cString: strerror(errorNumber))). Install Python 3.10 or later, or name it in "
        + "\(PythonProgram.variable). \(advice(name))", status: .failure)
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
        "prep_feeder.parquet, run by \(interpreter), ended with status \(status); nothing was written",
        status: .failure)
    }
  }
}

import ByteIO
import Glibc
import Shards

extension ExportFormat {
  /// Parquet, as TRL takes packed rows.
  static let parquet = ExportFormat(
    name: "parquet",
    help: """
      SPLIT.parquet with the columns input_ids, labels and seq_lengths, lists of int32, \
      padding left out, as TRL takes packed rows. Written by the Python package prep_feeder \
      (make python) with pyarrow, which the python3 in PATH or PREP_PYTHON must have. Nothing of the \
      current directory is run: relative entries of PATH and PYTHONPATH are passed over.
      """,
    contents: .rows,
    product: .directory(
      DirectoryProduct(files: ["*.parquet"]) { (task, target) throws(Fault) in
        try ParquetProgram(task).write(to: target)
      }), isWrittenByProgram: true)
}

/// Has the Python package `prep_feeder` write a data set as Parquet.
///
/// In Python, since the one library that writes what every reader of Parquet reads is Arrow, and
/// whoever wants such files has pyarrow.
private struct ParquetProgram {
  let task: ExportTask

  init(_ task: ExportTask) { self.task = task }

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
  func write(to target: borrowing ExportDirectory) throws(Fault) {
    let name = PythonProgram.chosenName(task.environment)
    guard let python = PythonProgram(name, task.environment) else {
      throw Self.cannotStart(name, ENOENT)
    }
    let probed = python.run(Self.probe)
    guard probed >= 0 else { throw Self.cannotStart(name, -probed) }
    guard probed != Self.missingStatus else {
      throw .failed(
        "--format parquet needs the Python packages prep_feeder and pyarrow, and \(name) "
          + "lacks one. \(Self.advice(name)); \(PythonProgram.variable) names another "
          + "interpreter")
    }
    try Self.check(probed, name)
    // Absolute, since the program is started elsewhere.
    guard let directory = FileSystem.realPath(task.dataset.directory) else {
      throw .failed("\(task.dataset.directory): cannot be found")
    }
    let options = task.split.map { ["--split", $0] } ?? []
    let status = python.run(
      Self.program, options + ["--", directory, target.inheritedPath],
      keeping: target.lockDescriptor)
    try Self.check(status, name)
  }

  private static func cannotStart(_ name: String, _ errorNumber: CInt) -> Fault {
    .failed(
      "--format parquet is written by Python, and \(name) cannot be started: "
        + "\(String(cString: strerror(errorNumber))). Install Python 3.10 or later, or name it in "
        + "\(PythonProgram.variable). \(advice(name))")
  }

  private static func advice(_ interpreter: String) -> String {
    "To install them: make python && \(interpreter) -m pip install .build/python/*.whl pyarrow"
  }

  private static func check(_ status: CInt, _ interpreter: String) throws(Fault) {
    guard status != 128 + SIGINT, status != 128 + SIGTERM else {
      throw .interrupted(resumes: false)
    }
    guard status == 0 else {
      throw .failed(
        "prep_feeder.parquet, run by \(interpreter), ended with status \(status); nothing was written"
      )
    }
  }
}

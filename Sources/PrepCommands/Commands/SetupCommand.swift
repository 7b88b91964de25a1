import ArgumentParser
import ByteIO
import Export
import Glibc

/// `prep setup`: fetches the tokenizer.
///
/// By the Python package that brings the command to those who have no clone of the repository: pip
/// knows proxies, certificates and the index that the user has chosen, and no other HTTP is needed.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Fetch the tokenizer of Llama 3, and check its hash.",
    discussion: """
      Fetches tokenizer.model from the package llama-models with pip, once, and puts it into \
      ${XDG_CACHE_HOME:-~/.cache}/prep. It is under the Llama Community Licence. Done by the Python \
      package prep-feeder, which the python3 in PATH or PREP_PYTHON must have; in a clone of the \
      repository `make setup` does the same.
      """, endsWith: [.interrupted])

  /// What the interpreter ends with where it lacks the package.
  private static let missingStatus: CInt = 3
  private static let program = """
    try:
        from prep_command.tokenizer import main
    except ImportError as error:
        name = (error.name or "").partition(".")[0]
        sys.exit(\(missingStatus) if name == "prep_command" else error)
    sys.exit(main())
    """

  func run() throws {
    let name = PythonProgram.chosenName(Terminal.variable)
    let python = PythonProgram(name, Terminal.variable)
    let status = python?.run(Self.program) ?? -ENOENT
    switch status {
    case 0: try StandardOutput.write("the tokenizer is at \(TokenizerOption.fetchedPath)\n")
    case 128 + SIGINT, 128 + SIGTERM: throw Fault.interrupted(resumes: true)
    case Self.missingStatus:
      throw Fault.failed(
        "the tokenizer is fetched by the Python package prep-feeder, and \(name) lacks it: "
          + "install it with pip, or name the Python that has it in \(PythonProgram.variable); "
          + "in a clone of the repository run `make setup`")
    case ..<0:
      throw Fault.failed(
        "the tokenizer is fetched by Python, and \(name) cannot be started: "
          + "\(String(cString: strerror(-status))). Install Python 3.10 or later, or name it in "
          + PythonProgram.variable)
    default:
      // The package has said why.
      throw ExitStatus.failure
    }
  }
}

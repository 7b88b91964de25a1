import ByteIO
import CPrepSystem
import Glibc

/// Python, started so that it runs the user's packages and nothing else.
///
/// A data set may come from a stranger, and its directory may be the current one. So nothing is looked
/// for there: not the interpreter (entries of PATH that are no absolute paths are passed over), not a
/// module (the same goes for PYTHONPATH, and Python's own entry for the current directory is taken out
/// before anything is imported), not a file that Python or a wrapper of it reads where it is started
/// (that is the root directory). What the user has set up, packages of his own and an absolute
/// PYTHONPATH among it, is there as ever.
package struct PythonProgram {
  /// The interpreter as the user knows it.
  package let name: String
  /// Where it is.
  package let path: String
  private let environment: (String) -> String?

  /// Names the interpreter in the environment.
  package static let variable = "PREP_PYTHON"
  /// Where programs are looked for without PATH (confstr(3), `_CS_PATH`).
  private static let defaultSearchPath = "/bin:/usr/bin"

  /// The interpreter that the environment names, or `python3`.
  package static func chosenName(_ environment: (String) -> String?) -> String {
    environment(variable) ?? "python3"
  }

  /// Finds the interpreter `name`, in PATH where it is no path; nil where it is not there.
  ///
  /// A name with a slash is a path, from the current directory where it is relative: who gives such a
  /// path means that file.
  package init?(_ name: String, _ environment: @escaping (String) -> String?) {
    self.name = name
    self.environment = environment
    let slash = UInt8(ascii: "/")
    if name.utf8.contains(slash) {
      guard let path = Self.absolute(name) else { return nil }
      self.path = path
      return
    }
    let places = Self.absoluteEntries(of: environment("PATH") ?? Self.defaultSearchPath)
    let path = places.map { $0 + "/" + name }.first {
      access(FileName.systemPath($0), X_OK) == 0 && FileSystem.kind(of: $0) == .file
    }
    guard let path else { return nil }
    self.path = path
  }

  /// Runs `code` with `arguments` in `sys.argv`, where what `cprep_run` says of it comes from.
  ///
  /// - Parameter descriptor: One that the program keeps, or -1.
  package func run(
    _ code: String, _ arguments: [String] = [], keeping descriptor: CInt = -1
  ) -> CInt {
    // SAFETY: the strings and their lists live until the program has ended.
    withCall(code, arguments) { cprep_run($0, $1, descriptor) }
  }

  /// What a program said and how it ended.
  package struct Answer: Sendable {
    /// What `cprep_capture` says of it.
    package var status: CInt
    package var output: [UInt8]
    /// The beginning of what it wrote to standard error.
    package var errors: [UInt8]
  }

  /// Runs `code` and takes what it prints: at most `limit` bytes, within `milliseconds`.
  package func capture(_ code: String, limit: Int, milliseconds: Int) -> Answer {
    var output = [CChar](repeating: 0, count: limit)
    var errors = [CChar](repeating: 0, count: Self.errorLimit)
    var counts = (output: 0, errors: 0)
    // SAFETY: the arrays have as many bytes as is said, and live until the program has ended.
    let status = output.withUnsafeMutableBufferPointer { outputBytes in
      errors.withUnsafeMutableBufferPointer { errorBytes in
        guard let outputBase = outputBytes.baseAddress, let errorBase = errorBytes.baseAddress
        else { return -EINVAL }
        var outputText = cprep_text(bytes: outputBase, capacity: outputBytes.count, count: 0)
        var errorText = cprep_text(bytes: errorBase, capacity: errorBytes.count, count: 0)
        let status = withCall(code, []) {
          cprep_capture($0, $1, CInt(milliseconds), &outputText, &errorText)
        }
        counts = (outputText.count, errorText.count)
        return status
      }
    }
    return Answer(
      status: status, output: output.prefix(counts.output).map { UInt8(bitPattern: $0) },
      errors: errors.prefix(counts.errors).map { UInt8(bitPattern: $0) })
  }

  /// More than any interpreter says of why it does not start.
  private static let errorLimit = 16 << 10

  /// Calls `body` with the words of the command and the changes of its environment, as C has them.
  private func withCall(
    _ code: String, _ arguments: [String],
    _ body: ([UnsafePointer<CChar>?], [UnsafePointer<CChar>?]) -> CInt
  ) -> CInt {
    // Python 3.10 knows no PYTHONSAFEPATH: its entry for the current directory is the first.
    let prologue = "import sys; sys.path[:] = [p for p in sys.path if p not in ('', '/')]\n"
    let searchPath = environment("PYTHONPATH").map { Self.absoluteEntries(of: $0) } ?? []
    let changes = [
      "PYTHONSAFEPATH=1",
      searchPath.isEmpty ? "PYTHONPATH" : "PYTHONPATH=" + searchPath.joined(separator: ":"),
    ]
    // SAFETY: the strings and their lists live until the body has returned.
    let words = ([path, "-c", prologue + code] + arguments).map { Self.copy($0) }
    let variables = changes.map { Self.copy($0) }
    defer { (words + variables).forEach { free($0) } }
    return body(
      words.map { UnsafePointer($0) } + [nil], variables.map { UnsafePointer($0) } + [nil])
  }

  /// The path from the root, links not resolved: a virtual environment is told by its link.
  private static func absolute(_ path: String) -> String? {
    guard path.utf8.first != UInt8(ascii: "/") else { return path }
    return FileSystem.realPath(".").map { $0 + "/" + path }
  }

  private static func absoluteEntries(of searchPath: String) -> [String] {
    searchPath.utf8.split(separator: UInt8(ascii: ":")).map { String(Substring($0)) }
      .filter { $0.utf8.first == UInt8(ascii: "/") }
  }

  private static func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
    strdup(FileName.systemPath(text))
  }
}

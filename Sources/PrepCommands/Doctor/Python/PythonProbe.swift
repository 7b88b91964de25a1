import ByteIO
import Export
import Glibc
import Records

/// Asks an interpreter what is installed for it.
///
/// By the metadata alone (`importlib.metadata`), importing no package: torch takes seconds to import,
/// and what is broken would not import at all. What comes back is a stranger's word like any other.
enum PythonProbe {
  /// Why there is no answer, in a sentence that goes on after the interpreter's name.
  struct Refusal: Error, Equatable {
    /// Whether there is nothing to be started at all.
    var isMissing = false
    var text: String
  }

  /// Far more than a thousand packages have.
  private static let byteLimit = 32 << 20
  /// Far longer than a thousand packages on a slow disk take.
  static let milliseconds = 30_000
  /// What stands before the answer: packages may print when Python starts.
  private static let mark: UInt8 = 0x1E

  /// Reads what the interpreter `name` says.
  ///
  /// - Parameter modules: By normalized names of packages, the modules whose files are looked for.
  static func ask(
    _ name: String, modules: [String: String], milliseconds: Int = milliseconds,
    _ environment: @escaping (String) -> String?
  ) throws(Refusal) -> PythonEnvironment {
    guard let program = PythonProgram(name, environment) else {
      throw Refusal(isMissing: true, text: "is not in PATH")
    }
    let code = "modules = \(literal(modules))\n" + source
    let answer = program.capture(code, limit: byteLimit, milliseconds: milliseconds)
    try check(answer, seconds: milliseconds / 1000)
    guard let start = answer.output.lastIndex(of: mark),
      let reader = try? JSONReader(parsing: Array(answer.output[(start + 1)...]).span)
    else { throw Refusal(text: "ended without an answer" + quoted(answer.errors)) }
    do throws(JSONError) {
      return try PythonEnvironment(reader)
    } catch {
      throw Refusal(text: "gave an answer that is none: \(error)")
    }
  }

  /// The program, for any Python from 2.7 on.
  private static let source = """
    import json, os, platform
    def say(answer):
        out = getattr(sys.stdout, "buffer", sys.stdout)
        out.write(b"\\x1e" + json.dumps(answer).encode("ascii"))
        out.flush()
    answer = {"version": platform.python_version(), "executable": sys.executable or "",
              "prefix": sys.prefix, "markers": {}, "packages": [], "unreadable": 0}
    try:
        from importlib import metadata
    except ImportError:
        say(answer)
        sys.exit()
    answer["markers"] = {
        "os_name": os.name, "sys_platform": sys.platform,
        "platform_machine": platform.machine(), "platform_system": platform.system(),
        "platform_release": platform.release(), "platform_version": platform.version(),
        "platform_python_implementation": platform.python_implementation(),
        "implementation_name": sys.implementation.name,
        "implementation_version": platform.python_version(),
        "python_version": "%d.%d" % sys.version_info[:2],
        "python_full_version": platform.python_version(), "extra": ""}
    def lacks_module(package, name):
        first = modules.get(name.lower().replace("_", "-").replace(".", "-"), "") + "/__init__.py"
        listed = [file for file in package.files or [] if str(file) == first] if first[0] != "/" else []
        return any(not os.path.exists(str(package.locate_file(file))) for file in listed)
    for package in metadata.distributions():
        try:
            name, version = package.metadata["Name"], package.version
            if not isinstance(name, str) or not isinstance(version, str):
                raise ValueError(name)
            answer["packages"].append({
                "name": name, "version": version, "requires": list(package.requires or []),
                "location": str(package.locate_file("")),
                "metadata": os.path.basename(str(getattr(package, "_path", ""))),
                "lacks_module": lacks_module(package, name)})
        except Exception:
            answer["unreadable"] += 1
    say(answer)
    """

  /// A dictionary as Python writes it.
  ///
  /// Names are those of the table: letters, digits, `-`, `_`.
  private static func literal(_ modules: [String: String]) -> String {
    "{" + modules.sorted { $0.key < $1.key }.map { "'\($0)': '\($1)'" }.joined(separator: ", ")
      + "}"
  }

  private static func check(
    _ answer: PythonProgram.Answer, seconds: Int
  ) throws(Refusal) {
    switch answer.status {
    case 0: return
    case -ENOENT: throw Refusal(isMissing: true, text: "is not there")
    case -ETIMEDOUT: throw Refusal(text: "gave no answer within \(seconds) seconds and was ended")
    case -EFBIG: throw Refusal(text: "printed more than \(byteLimit >> 20) MiB and was ended")
    case -EINTR: throw Refusal(text: "was interrupted")
    case ..<0:
      throw Refusal(text: "cannot be started: \(String(cString: strerror(-answer.status)))")
    case 129...:
      throw Refusal(
        text: "was ended by signal \(answer.status - 128)" + quoted(answer.errors))
    default:
      throw Refusal(text: "ended with status \(answer.status)" + quoted(answer.errors))
    }
  }

  /// The last line of what it said, where the reason stands.
  private static func quoted(_ errors: [UInt8]) -> String {
    let lines = errors.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    guard let last = lines.last(where: { $0.contains { $0 > 0x20 } }) else { return "" }
    return ": " + String(decoding: last, as: UTF8.self).shortened(to: 200)
  }
}

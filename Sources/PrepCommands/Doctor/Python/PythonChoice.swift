import ByteIO
import Export

/// Which Python is looked at, and who says so.
struct PythonChoice: Equatable {
  /// Its path, or its name where it is looked for in PATH.
  var name: String
  /// `--python`, a variable of the environment, or PATH.
  var origin: String

  /// Whether the user has said that it is there: what is not there is a fault then.
  var isNamed: Bool { origin != "PATH" }

  /// The one given; else that of the active environment, that of the command's own package, and the
  /// `python3` in PATH.
  static func find(
    _ given: String?, _ environment: (String) -> String?
  ) -> PythonChoice {
    if let given { return PythonChoice(name: given, origin: "--python") }
    for variable in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
      if let folder = environment(variable), !folder.isEmpty {
        return PythonChoice(name: folder + "/bin/python", origin: variable)
      }
    }
    if let name = environment(PythonProgram.variable), !name.isEmpty {
      return PythonChoice(name: name, origin: PythonProgram.variable)
    }
    return PythonChoice(name: "python3", origin: "PATH")
  }
}

import ByteIO

/// How something is mended.
struct Mend: Equatable, Sendable {
  /// What `pip install` is given: requirements, and options of pip before them.
  var install: [String] = []
  /// Other commands; `{python}` in them stands for the interpreter.
  var run: [String] = []
  /// What no command does, in whole sentences.
  var advice: String?

  var isEmpty: Bool { install.isEmpty && run.isEmpty && advice == nil }
}

extension Mend {
  init(_ reader: JSONReader) throws(JSONError) {
    install = try reader.texts("install")
    run = try reader.texts("run")
    advice = try reader.optional("advice")?.string()
  }
}

extension JSONReader {
  /// The texts of the list `key`; none where there is none.
  func texts(_ key: String) throws(JSONError) -> [String] {
    var texts: [String] = []
    for element in try optional(key)?.elements() ?? [] { texts.append(try element.string()) }
    return texts
  }
}

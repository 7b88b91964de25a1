import Glibc

// TestSupport: what every test target shares. Fixture paths, temporary directories, a seeded
// generator of random values.

/// The repository's `fixtures/` folder and what lies in it.
package enum Fixtures {
  /// The repository's root, found from where this file was compiled.
  package static let repositoryRoot: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// The path of `name` under `fixtures/`.
  package static func path(_ name: String) -> String { repositoryRoot + "/fixtures/" + name }

  /// Where set-up puts the tokenizer.
  package static let tokenizerPath: String = {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let cache = variable("XDG_CACHE_HOME") ?? (variable("HOME") ?? "") + "/.cache"
    return cache + "/prep/tokenizer.model"
  }()
}

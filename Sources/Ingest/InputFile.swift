/// One input: a file, a pipe, or standard input.
package struct InputFile: Sendable, Equatable {
  /// What `path` is for standard input.
  package static let standardInputPath = "-"

  /// The path as given or listed; `-` is standard input.
  package var path: String
  /// Its length on disk; nil for pipes and standard input.
  package var byteCount: UInt64?

  package init(path: String, byteCount: UInt64?) {
    self.path = path
    self.byteCount = byteCount
  }

  /// Whether this is the process's standard input.
  package var isStandardInput: Bool { path == Self.standardInputPath }

  /// The name for messages.
  var displayName: String { isStandardInput ? "standard input" : path }
}

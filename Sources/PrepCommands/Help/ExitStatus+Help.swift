import ArgumentParser
import ByteIO

extension ExitStatus {
  /// What the status says, as every help and manual has it.
  var meaning: String {
    switch self {
    case .good: "all is done"
    case .failure: "a runtime or I/O error"
    case .usage: "wrong usage or configuration"
    case .quality: "a data-quality gate failed; what was made can be looked at"
    case .verification: "damage was found, or not mended, or two runs of a task differ"
    case .interrupted: "interrupted by Ctrl-C or SIGTERM"
    }
  }

  /// The section of a help that lists `statuses`.
  static func section(_ statuses: [ExitStatus]) -> String {
    let lines = statuses.map { status in
      let number = String(status.rawValue)
      return "  " + number + String(repeating: " ", count: 5 - number.count) + status.meaning
    }
    return (["EXIT STATUS"] + lines).joined(separator: "\n")
  }
}

extension CommandConfiguration {
  /// The configuration of a command whose help ends with the statuses that it can end with.
  ///
  /// - Parameters:
  ///   - statuses: Those beside `good`, `failure` and `usage`, which any command can end with.
  ///   - discussion: Paragraphs; a line in capitals begins a section, as in a manual page.
  init(
    commandName: String, abstract: String, usage: String? = nil, discussion: String = "",
    endsWith statuses: [ExitStatus], subcommands: [any ParsableCommand.Type] = []
  ) {
    let section = ExitStatus.section([.good, .failure, .usage] + statuses)
    self.init(
      commandName: commandName, abstract: abstract, usage: usage,
      discussion: discussion.isEmpty ? section : discussion + "\n\n" + section,
      subcommands: subcommands)
  }
}

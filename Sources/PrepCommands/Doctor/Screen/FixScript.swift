/// What `--fix` prints: a script for a shell, of the commands that mend what fails or may fail.
enum FixScript {
  static func text(_ findings: [Finding], python: String) -> TerminalText {
    let chosen = findings.filter { $0.status == .fail || $0.status == .warn }
    let mending = MendingCommands(chosen.map(\.mend), python: python)
    var lines: [String] = []
    for finding in chosen {
      lines += WrappedText.lines("\(finding.subject): \(finding.text)", after: "# ")
        .map(Self.comment)
    }
    for command in mending.commands {
      lines += WrappedText.command(command.flatMap(DoctorScreen.words), after: "")
    }
    for advice in mending.advice {
      lines += WrappedText.lines(advice, after: "# Then: ").map(Self.comment)
    }
    if lines.isEmpty { lines = ["# Nothing to mend."] }
    return lines.reduce(into: "") { $0 += "\($1)\n" }
  }

  /// Every line of a comment begins as one.
  private static func comment(_ line: String) -> String {
    line.hasPrefix("#") ? line : "#" + line.dropFirst()
  }
}

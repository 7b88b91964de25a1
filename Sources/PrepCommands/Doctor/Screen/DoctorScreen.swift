import Records

/// What `prep doctor` shows: a word before each finding says how it is, with colours or without.
struct DoctorScreen {
  let style: Style
  /// The interpreter that commands name.
  let python: String
  /// Columns before what was found: two, the word, and the longest subjects of most findings.
  private static let subjectWidth = 18

  func text(_ checks: [(DoctorCheck, [Finding])]) -> TerminalText {
    var text: TerminalText = "prep doctor \(ToolVersion.current)\n"
    for (check, findings) in checks {
      text += "\n" + style.heading("\(check.title)") + "\n"
      for finding in findings { text += self.text(finding) }
    }
    return text + "\n" + summary(checks.flatMap(\.1))
  }

  private func text(_ finding: Finding) -> TerminalText {
    let subject = VisibleText.name(finding.subject)
    let padding = String(repeating: " ", count: max(0, Self.subjectWidth - subject.count))
    let mark = Self.word(finding.status)
    let beginning = "  \(mark)  \(subject)\(padding)  "
    // A path is to be copied: it gets a line of its own before it is broken.
    let lines =
      WrappedText.hasLongWord(finding.text, after: beginning)
      ? ["  \(mark)  \(subject)"] + WrappedText.lines(finding.text, after: Self.indent)
      : WrappedText.lines(finding.text, after: beginning)
    var text: TerminalText = ""
    for (number, line) in lines.enumerated() {
      guard number == 0 else {
        text += "\(line)\n"
        continue
      }
      text += "  " + show("\(mark)", finding.status) + "\(String(line.dropFirst(2 + mark.count)))\n"
    }
    if let symptom = finding.symptom { text += paragraph("seen", symptom) }
    if let reason = finding.reason { text += paragraph("why", reason) }
    return text + mends(finding.mend)
  }

  private func mends(_ mend: Mend) -> TerminalText {
    let label = Self.label("mend")
    var text: TerminalText = ""
    let advice = mend.advice
    let commands = MendingCommands([mend], python: python).commands
    for command in commands {
      for line in WrappedText.command(
        command.flatMap(Self.words), after: text.isEmpty ? label : Self.label(""))
      {
        text += "\(line)\n"
      }
    }
    if let advice { text += paragraph(commands.isEmpty ? "mend" : "", advice) }
    return text
  }

  private func paragraph(_ label: String, _ text: String) -> TerminalText {
    WrappedText.lines(text, after: Self.label(label)).reduce(into: "") { $0 += "\($1)\n" }
  }

  private static let indent = "        "

  private static func label(_ text: String) -> String {
    indent + text + String(repeating: " ", count: 6 - text.count)
  }

  /// The words of a command of one text, where none of them is quoted.
  static func words(_ command: String) -> [String] {
    command.contains("'") ? [command] : command.split(separator: " ").map { String($0) }
  }

  /// Capitals for what ends in status 1, so that it is found without colours.
  private static func word(_ status: Finding.Status) -> String {
    switch status {
    case .ok: "ok  "
    case .note: "note"
    case .warn: "warn"
    case .fail: "FAIL"
    }
  }

  private func show(_ text: TerminalText, _ status: Finding.Status) -> TerminalText {
    switch status {
    case .ok: style.good(text)
    case .note: style.mark(text)
    case .warn: style.caution(text)
    case .fail: style.alarm(text)
    }
  }

  private func summary(_ findings: [Finding]) -> TerminalText {
    let failures = findings.count { $0.status == .fail }
    let warnings = findings.count { $0.status == .warn }
    let warned = "\(warnings) \(warnings == 1 ? "warning" : "warnings")"
    guard failures > 0 || warnings > 0 else { return style.good("Nothing is wrong.") + "\n" }
    let said =
      failures == 0
      ? style.caution("Nothing will fail, \(warned).")
      : style.alarm("\(failures) \(failures == 1 ? "thing" : "things") will fail, \(warned).")
    return said + "\nprep doctor --fix prints the commands that mend it, and runs none.\n"
  }

  // MARK: Symptoms

  /// The rules that answer to a message.
  func text(_ rules: [Rule]) -> TerminalText {
    rules.reduce(into: "") { text, rule in
      if !text.isEmpty { text += "\n" }
      text += style.heading("\(rule.package)") + "\n"
      text += paragraph("seen", rule.symptom) + paragraph("why", rule.reason) + mends(rule.mend)
    }
  }
}

import ByteIO
import Records

/// What `prep doctor --json` prints; `docs/schemas/doctor.schema.json` states it.
enum DoctorDocument {
  static func json(_ checks: [(DoctorCheck, [Finding])], python: String) -> JSONValue {
    let findings = checks.flatMap(\.1)
    func count(_ status: Finding.Status) -> JSONValue {
      JSONValue(findings.count { $0.status == status })
    }
    let chosen = findings.filter { $0.status == .fail || $0.status == .warn }
    let mending = MendingCommands(chosen.map(\.mend), python: python)
    return [
      "format": "prep doctor", "version": 1, "tool_version": .string(ToolVersion.current),
      "failures": count(.fail), "warnings": count(.warn),
      "checks": .array(
        checks.map { check, findings in
          [
            "name": .string(check.name), "title": .string(check.title),
            "findings": .array(findings.map { json($0, python) }),
          ]
        }),
      "fix": .array(mending.commands.map { .string($0.joined(separator: " ")) }),
      "advice": .array(mending.advice.map { .string($0) }),
    ]
  }

  /// What `--symptom --json` prints.
  static func json(_ rules: [Rule], python: String) -> JSONValue {
    [
      "format": "prep doctor symptom", "version": 1,
      "rules": .array(
        rules.map { rule in
          [
            "rule": .string(rule.id), "subject": .string(rule.package),
            "symptom": .string(rule.symptom), "reason": .string(rule.reason),
            "mend": json(rule.mend, python),
          ]
        }),
    ]
  }

  private static func json(_ finding: Finding, _ python: String) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return [
      "status": .string(finding.status.rawValue), "subject": .string(finding.subject),
      "text": .string(finding.text), "value": finding.value, "rule": text(finding.rule),
      "symptom": text(finding.symptom), "reason": text(finding.reason),
      "mend": finding.mend.isEmpty ? .null : json(finding.mend, python),
    ]
  }

  private static func json(_ mend: Mend, _ python: String) -> JSONValue {
    let commands = MendingCommands([mend], python: python).commands
    return [
      "commands": .array(commands.map { .string($0.joined(separator: " ")) }),
      "advice": mend.advice.map { .string($0) } ?? .null,
    ]
  }
}

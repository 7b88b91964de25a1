import ByteIO

extension DoctorCheck {
  /// The trainer's Python: whether it is there and answers.
  static let python = DoctorCheck(name: "python", title: "The trainer's Python") { examination in
    let choice = examination.pythonChoice
    switch examination.python {
    case .failure(let refusal): return [refused(refusal, choice)]
    case .success(let python):
      let origin = choice.origin == "PATH" ? "python3 in PATH" : choice.origin
      var findings = [
        Finding(
          .ok, "interpreter", "\(examination.interpreter), by \(origin)",
          value: .string(python.executable)),
        Finding(.ok, "version", python.version, value: .string(python.version)),
      ]
      if python.markers.isEmpty {
        findings.append(
          Finding(
            .fail, "packages", "cannot be listed: that takes Python 3.8 or later",
            mend: Mend(
              advice: "Make an environment with a later Python and name it with --python: "
                + "python3.12 -m venv train.")))
      } else {
        findings.append(
          Finding(
            .ok, "packages", "\(Figures.count(python.packages.count)) in \(python.prefix)",
            value: JSONValue(python.packages.count)))
      }
      if python.unreadableCount > 0 {
        findings.append(
          Finding(
            .warn, "metadata", "\(python.unreadableCount) packages whose metadata cannot be read",
            reason: "their installation was cut off or damaged",
            mend: Mend(advice: "Make the environment anew, or install them again.")))
      }
      if examination.environment("COLAB_RELEASE_TAG") != nil {
        findings.append(
          Finding(
            .note, "Colab", "what was imported before an installation stays until a restart",
            mend: Mend(advice: "Restart the runtime after installing, before anything is imported.")
          ))
      }
      return findings
    }
  }

  private static func refused(
    _ refusal: PythonProbe.Refusal, _ choice: PythonChoice
  ) -> Finding {
    let text = "\(choice.name) \(refusal.text)"
    guard choice.isNamed else {
      return Finding(
        refusal.isMissing ? .note : .warn, "interpreter", text,
        reason: "data is prepared without Python; a trainer needs one",
        mend: Mend(
          advice: "Install Python 3.11 or later, or name the trainer's with --python PATH."))
    }
    return Finding(
      .fail, "interpreter", "\(text) (named by \(choice.origin))",
      reason: choice.origin == "--python"
        ? "the trainer would not start with it either"
        : "\(choice.origin) names an environment that is not there, or is broken",
      mend: Mend(
        advice: "Make the environment anew (python3 -m venv), or name another interpreter with "
          + "--python PATH."))
  }
}

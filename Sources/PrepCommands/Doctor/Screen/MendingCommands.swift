/// The commands that mend what was found.
struct MendingCommands {
  /// Whole commands, in the order in which they are to be run.
  private(set) var commands: [[String]] = []
  /// What no command does.
  private(set) var advice: [String] = []

  /// - Parameter python: The interpreter that pip installs for.
  init(_ mends: [Mend], python: String) {
    let pip = [ShellText.quoted(python), "-m", "pip", "install"]
    var requirements: [Requirement] = []
    for mend in mends {
      // With options a command of its own: they would hold for everything else in it.
      if mend.install.first?.hasPrefix("-") == true {
        append(pip + mend.install.map(ShellText.quoted))
      } else {
        requirements += mend.install.compactMap(Requirement.init)
      }
      for command in mend.run {
        append([command.replacing("{python}", with: ShellText.quoted(python))])
      }
      if let text = mend.advice, !advice.contains(text) { advice.append(text) }
    }
    // All in one: pip looks for versions that fit together, and one after the other would undo each
    // other's work.
    let merged = Self.merged(requirements)
    if !merged.isEmpty { commands.insert(pip + merged.map { ShellText.quoted($0.text) }, at: 0) }
  }

  private mutating func append(_ command: [String]) {
    if !commands.contains(command) { commands.append(command) }
  }

  /// Each package once, with all that is asked of it.
  private static func merged(_ requirements: [Requirement]) -> [Requirement] {
    var merged: [Requirement] = []
    for requirement in requirements {
      guard
        let place = merged.firstIndex(where: { $0.normalizedName == requirement.normalizedName })
      else {
        merged.append(requirement)
        continue
      }
      merged[place].specifier = merged[place].specifier.joined(requirement.specifier)
      merged[place].extras += requirement.extras.filter { !merged[place].extras.contains($0) }
    }
    return merged
  }
}

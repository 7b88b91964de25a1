import ByteIO

/// One row of the table: what goes wrong with some versions, how a user sees it, and what mends it.
struct Rule: Equatable, Sendable {
  /// Its name in `--json`.
  var id: String
  /// The package or the part of the machine that it is about.
  var package: String
  /// What must hold, all of it, for the rule to be shown by itself; nil for a rule that answers to its
  /// message alone (`--symptom`), since nothing of the machine tells it.
  var conditions: [Condition]?
  /// How much it matters where it holds.
  var severity: Finding.Status
  /// What the user sees.
  var symptom: String
  /// Parts of messages by which `--symptom` finds it.
  var matches: [String]
  var reason: String
  var mend: Mend

  /// Whether it holds for what is known.
  func holds(for facts: [String: String]) -> Bool {
    conditions?.allSatisfy { $0.holds(for: facts) } ?? false
  }
}

extension Rule {
  /// What a package's version, or a fact about the machine, must be.
  struct Condition: Equatable, Sendable {
    /// A package's normalized name, or the name of a fact, which begins with `@`.
    var subject: String
    var test: Test

    enum Test: Equatable, Sendable {
      case absent
      case present
      case version(VersionSpecifier)
    }

    func holds(for facts: [String: String]) -> Bool {
      switch test {
      case .absent: facts[subject] == nil
      case .present: facts[subject] != nil
      case .version(let specifier): facts[subject].map { specifier.isMet(by: $0) } ?? false
      }
    }
  }
}

extension Rule {
  init(_ reader: JSONReader) throws(JSONError) {
    id = try reader["id"].string()
    package = try reader["package"].string()
    if let when = try reader.optional("when") {
      var conditions: [Condition] = []
      for member in try when.members() {
        conditions.append(Condition(subject: member.key, test: try Condition.Test(member.reader)))
      }
      self.conditions = conditions
    } else {
      conditions = nil
    }
    severity = try Finding.Status(reader["severity"])
    symptom = try reader["symptom"].string()
    matches = try reader.texts("match")
    reason = try reader["reason"].string()
    mend = try Mend(reader["mend"])
  }
}

extension Rule.Condition.Test {
  fileprivate init(_ reader: JSONReader) throws(JSONError) {
    switch try reader.string() {
    case "absent": self = .absent
    case "present": self = .present
    case let text:
      guard let specifier = VersionSpecifier(text), !specifier.clauses.isEmpty else {
        throw .unexpected(path: reader.path, expected: "absent, present or versions as <4.43")
      }
      self = .version(specifier)
    }
  }
}

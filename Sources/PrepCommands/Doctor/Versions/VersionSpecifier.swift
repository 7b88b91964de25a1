/// What a version must be: `>=0.20,<0.21` (PEP 440, version specifiers).
///
/// All of its clauses hold.
struct VersionSpecifier: Equatable {
  /// One clause.
  struct Clause: Equatable {
    var sign: Sign
    /// What stands behind the sign, as it was written.
    var text: String
    /// The version that it spells, without `.*`; nil behind `===` where it spells none.
    var version: PackageVersion?
    /// Whether `.*` stands behind it: any version that begins so.
    var isPrefix = false
  }

  enum Sign: String, CaseIterable {
    // Longer ones first: each is looked for at the beginning of a clause.
    case identical = "==="
    case equal = "=="
    case unequal = "!="
    case atMost = "<="
    case atLeast = ">="
    case compatible = "~="
    case below = "<"
    case above = ">"
  }

  let clauses: [Clause]

  /// The specifier that `text` spells, clauses between commas; nil where it spells none.
  ///
  /// An empty text is met by any version.
  init?(_ text: some StringProtocol) {
    var clauses: [Clause] = []
    for part in text.split(separator: ",") {
      let part = part.trimmed
      if part.isEmpty { continue }
      guard let clause = Clause(part) else { return nil }
      clauses.append(clause)
    }
    self.clauses = clauses
  }

  private init(clauses: [Clause]) { self.clauses = clauses }

  /// What meets both; a clause of both stands in it once.
  func joined(_ other: VersionSpecifier) -> VersionSpecifier {
    VersionSpecifier(clauses: clauses + other.clauses.filter { !clauses.contains($0) })
  }

  /// Whether `version` meets it; pre-releases count as any other, since they are installed already.
  func isMet(by version: String) -> Bool {
    let parsed = PackageVersion(version)
    return clauses.allSatisfy { clause in
      if clause.sign == .identical { return clause.text.lowercased() == version.lowercased() }
      guard let parsed else { return false }
      return clause.isMet(by: parsed)
    }
  }

  /// Its clauses with lower bounds first, as a person writes them.
  var description: String {
    let order: [Sign] = [
      .identical, .equal, .compatible, .atLeast, .above, .below, .atMost, .unequal,
    ]
    return clauses.sorted { left, right in
      (order.firstIndex(of: left.sign) ?? 0) < (order.firstIndex(of: right.sign) ?? 0)
    }.map { $0.sign.rawValue + $0.text }.joined(separator: ",")
  }
}

extension VersionSpecifier.Clause {
  init?(_ text: String) {
    guard let sign = VersionSpecifier.Sign.allCases.first(where: { text.hasPrefix($0.rawValue) })
    else { return nil }
    self.sign = sign
    self.text = text.dropFirst(sign.rawValue.count).trimmed
    if sign == .identical {
      version = PackageVersion(self.text)
      guard !self.text.isEmpty, !self.text.contains(" ") else { return nil }
      return
    }
    isPrefix = self.text.hasSuffix(".*")
    guard !isPrefix || sign == .equal || sign == .unequal,
      let version = PackageVersion(isPrefix ? String(self.text.dropLast(2)) : self.text),
      sign != .compatible || version.release.count > 1,
      version.local.isEmpty || (!isPrefix && (sign == .equal || sign == .unequal)),
      !isPrefix || !version.isPrerelease && version.post == nil
    else { return nil }
    self.version = version
  }

  /// Whether `found` meets it.
  func isMet(by found: PackageVersion) -> Bool {
    guard let version else { return false }
    let plain = found.withoutLocal
    switch sign {
    case .identical: return found == version
    case .equal: return isEqual(found, version)
    case .unequal: return !isEqual(found, version)
    case .atMost: return plain <= version
    case .atLeast: return plain >= version
    case .below:
      // 3.1.dev0 is not what somebody wants who asks for versions below 3.1.
      var bound = version
      if !version.isPrerelease { bound.dev = 0 }
      return found < bound
    case .above:
      // Nor 3.1.post1 for versions above 3.1.
      var release = plain
      (release.post, release.dev) = (nil, nil)
      let isPost = version.post == nil && plain.post != nil && release == version
      return plain > version && !isPost
    case .compatible:
      var prefix = version
      prefix.release.removeLast()
      return plain >= version && Self.begins(plain, with: prefix.base)
    }
  }

  private func isEqual(_ found: PackageVersion, _ version: PackageVersion) -> Bool {
    if isPrefix { return Self.begins(found.withoutLocal, with: version) }
    // Who names no build takes any.
    return version.local.isEmpty ? found.withoutLocal == version : found == version
  }

  /// Whether `version` is `prefix`, or goes on from it.
  private static func begins(_ version: PackageVersion, with prefix: PackageVersion) -> Bool {
    guard version.epoch == prefix.epoch else { return false }
    let padding = max(0, prefix.release.count - version.release.count)
    let release = version.release + repeatElement(0, count: padding)
    return release.starts(with: prefix.release)
  }
}

extension StringProtocol {
  /// Without spaces and tabs at its ends.
  var trimmed: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}

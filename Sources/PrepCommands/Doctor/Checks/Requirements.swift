import ByteIO
import Records

extension DoctorCheck {
  /// What installed packages state that they need, beside what is there.
  ///
  /// Of the packages that the table has and of all that they need, and so on: what else an environment
  /// holds is no concern of a trainer.
  static let requirements = DoctorCheck(
    name: "requirements", title: "What packages need"
  ) { examination in
    guard case .success(let python) = examination.python, !python.markers.isEmpty else { return [] }
    let reached = Self.reached(examination, python)
    let replaced = Self.replaced(reached, examination, python)
    var findings: [Finding] = []
    for package in reached {
      let isReplaced = replaced.contains(package.normalizedName)
      let needs = Self.needs(of: package, python)
      let missing = needs.filter { examination.packages[$0.normalizedName] == nil }
      if !missing.isEmpty { findings.append(lacking(package, missing)) }
      findings += needs.compactMap {
        conflict(package, $0, examination, isReplaced: isReplaced)
      }
    }
    guard findings.isEmpty, !reached.isEmpty else { return findings }
    return [
      Finding(
        .ok, "all",
        "\(Figures.count(reached.count)) packages have what they need, as they state it",
        value: JSONValue(reached.count))
    ]
  }

  /// The packages of the table that are installed, and those that they need, in the order in which
  /// they are met.
  private static func reached(
    _ examination: Examination, _ python: PythonEnvironment
  ) -> [InstalledPackage] {
    var queue = examination.table.packages.compactMap { examination.packages[$0.name] }
    var seen = Set(queue.map(\.normalizedName))
    var next = 0
    while next < queue.count {
      for need in needs(of: queue[next], python) {
        let name = need.normalizedName
        guard let package = examination.packages[name], seen.insert(name).inserted else { continue }
        queue.append(package)
      }
      next += 1
    }
    return queue
  }

  /// Packages that a rule or another package wants in another version: what this one needs is no
  /// matter then.
  private static func replaced(
    _ reached: [InstalledPackage], _ examination: Examination, _ python: PythonEnvironment
  ) -> Set<String> {
    let rules = examination.table.rules.filter { $0.holds(for: examination.facts) }
    let wanted = rules.flatMap(\.mend.install).compactMap { Requirement($0)?.normalizedName }
    let unfit = reached.flatMap { needs(of: $0, python) }.filter { need in
      examination.packages[need.normalizedName].map { !need.specifier.isMet(by: $0.version) }
        ?? false
    }
    return Set(wanted + unfit.map(\.normalizedName))
  }

  /// The requirements of a package that hold for this Python, without extras.
  private static func needs(
    of package: InstalledPackage, _ python: PythonEnvironment
  ) -> [Requirement] {
    package.requirements.compactMap(Requirement.init).filter {
      $0.marker?.holds(in: python.markers) ?? true
    }
  }

  private static func lacking(_ package: InstalledPackage, _ missing: [Requirement]) -> Finding {
    let names = missing.map(\.normalizedName)
    // Libraries of CUDA are no modules: torch looks for them when it is imported.
    let isLibrary = names.contains { $0.hasPrefix("nvidia-") }
    return Finding(
      .fail, package.normalizedName,
      "\(package.version) needs \(names.joined(separator: ", ")), not installed",
      symptom: isLibrary
        ? "ImportError: libcudart.so, libcublas.so or the like: cannot open shared object file"
        : "ModuleNotFoundError: No module named …",
      reason: "it was installed without what it needs (pip install --no-deps)",
      // pip keeps a package that is there, and adds what it lacks.
      mend: Mend(install: [package.normalizedName]))
  }

  private static func conflict(
    _ package: InstalledPackage, _ need: Requirement, _ examination: Examination,
    isReplaced: Bool
  ) -> Finding? {
    let name = need.normalizedName
    guard let found = examination.packages[name], !need.specifier.isMet(by: found.version) else {
      return nil
    }
    let text = "\(package.version) needs \(need.text), and \(found.version) is there"
    let enforced = examination.table.enforced.first {
      $0.package == package.normalizedName && $0.requirements.contains(name)
    }
    let mend = Mend(install: [isReplaced ? package.normalizedName : need.text])
    guard let enforced else {
      return Finding(
        .warn, package.normalizedName, text,
        symptom: "pip: \(package.name) \(package.version) requires \(need.text), but you have "
          + "\(found.name) \(found.version) which is incompatible",
        reason: "it may work all the same; it was made and tested with others", mend: mend)
    }
    return Finding(
      .fail, package.normalizedName, text,
      symptom: enforced.symptom(
        requirement: need.text, found: "\(found.name)==\(found.version)"),
      reason: enforced.reason, mend: mend)
  }
}

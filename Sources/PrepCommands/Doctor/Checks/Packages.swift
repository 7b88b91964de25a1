import ByteIO
import Records

extension DoctorCheck {
  /// The packages that a trainer is made of, their versions, and what the table says of these.
  static let packages = DoctorCheck(name: "packages", title: "Packages") { examination in
    guard case .success(let python) = examination.python, !python.markers.isEmpty else { return [] }
    let rules = examination.table.rules.filter { $0.holds(for: examination.facts) }
    return examination.table.packages.compactMap { presence($0, examination) }
      + absence(examination) + rules.map { Finding($0, subjectText($0, examination)) }
      + installations(python, examination) + expectations(examination) + shadows(examination)
  }

  /// A package's version, or that it is not there.
  private static func presence(
    _ watched: WatchedPackage, _ examination: Examination
  ) -> Finding? {
    if let found = examination.packages[watched.name] {
      guard watched.name == "prep-feeder", found.version != ToolVersion.current else {
        return Finding(.ok, watched.name, found.version, value: .string(found.version))
      }
      return Finding(
        .warn, watched.name, "\(found.version), and this command is \(ToolVersion.current)",
        value: .string(found.version),
        reason: "the package and the command share one version",
        mend: Mend(advice: "Install the wheel that this command came with."))
    }
    guard watched.absence == .note else { return nil }
    return Finding(.note, watched.name, "not installed: \(watched.use)")
  }

  /// The packages without which nothing is trained, where they are not there: one finding, since one
  /// command installs them.
  private static func absence(_ examination: Examination) -> [Finding] {
    let missing = examination.table.packages.filter {
      $0.absence == .warn && examination.packages[$0.name] == nil
    }
    guard let first = missing.first else { return [] }
    return [
      Finding(
        .warn, "trainer", "not installed: \(missing.map(\.name).joined(separator: ", "))",
        symptom: "ModuleNotFoundError: No module named '\(first.module)'",
        reason: "nothing can be trained with this Python; data can be prepared",
        mend: Mend(install: missing.map(\.name)))
    ]
  }

  /// The versions for which a rule holds.
  private static func subjectText(_ rule: Rule, _ examination: Examination) -> String {
    let texts = (rule.conditions ?? []).map { condition -> String in
      let name = condition.subject
      guard let value = examination.facts[name] else { return "no \(absentNames[name] ?? name)" }
      return factTexts[name].map { $0 + value } ?? "\(name) \(value)"
    }
    return texts.joined(separator: ", ")
  }

  /// How facts are said before their value, and where they are none.
  private static let factTexts = [
    "@gpu": "GPUs: ", "@driver-cuda": "a driver for CUDA ", "@compute": "compute capability ",
    "@torch-build": "torch built for ", "@torch-cuda": "torch with CUDA ", "@python": "Python ",
    "@merges": "a tokenizer.json with merges as ",
  ]
  private static let absentNames = ["@gpu": "GPU"]

  /// Installations that are there twice, by half, or what a broken one has left.
  private static func installations(
    _ python: PythonEnvironment, _ examination: Examination
  ) -> [Finding] {
    let watched = Set(examination.table.packages.map(\.name))
    var findings: [Finding] = []
    for name in python.doubledNames where watched.contains(name) {
      let versions = python.packages.filter { $0.normalizedName == name }.map(\.version)
      findings.append(
        Finding(
          .warn, name, "installed twice in one place: \(versions.joined(separator: ", "))",
          symptom: "ImportError: cannot import name …, or another version than pip shows",
          reason: "an installation over another one was cut off",
          mend: Mend(install: ["--force-reinstall", "--no-deps", name])))
    }
    for package in python.firstPackages.values.sorted(by: { $0.name < $1.name })
    where package.lacksModule {
      findings.append(
        Finding(
          .fail, package.normalizedName, "its metadata is there, its files are not",
          symptom: "ImportError: cannot import name …, or No module named …",
          reason: "an installation or removal was cut off",
          mend: Mend(install: ["--force-reinstall", "--no-deps", package.normalizedName])))
    }
    let leftovers = python.packages.filter(\.isLeftover).map(\.metadataName)
    if let first = leftovers.first {
      findings.append(
        Finding(
          .note, "leftovers", "\(leftovers.count) of interrupted installations, as \(first)",
          symptom: "WARNING: Ignoring invalid distribution",
          mend: Mend(advice: "Remove the directories whose names begin with ~.")))
    }
    return findings
  }

  /// Versions that were asked for, and others that are there.
  private static func expectations(_ examination: Examination) -> [Finding] {
    examination.request.expected.compactMap { requirement in
      let name = requirement.normalizedName
      let found = examination.packages[name]?.version
      if let found, requirement.specifier.isMet(by: found) {
        return Finding(.ok, name, "\(found), as asked for (\(requirement.text))")
      }
      let rule = examination.table.rules.first { $0.id == "torch-other-version" }
      return Finding(
        .warn, name,
        "\(requirement.text) was asked for, and \(found ?? "none") is there",
        symptom: name == "torch" ? rule?.symptom : nil,
        reason: name == "torch" ? rule?.reason : "another installation came after, or before",
        mend: Mend(install: [requirement.text], advice: rule?.mend.advice))
    }
  }

  /// Files in the current directory that an import takes for a package.
  private static func shadows(_ examination: Examination) -> [Finding] {
    examination.table.packages.compactMap { watched in
      // This project's own sources are what is meant where they are.
      guard watched.name != "prep-feeder" else { return nil }
      let names = [watched.module + ".py", watched.module + "/__init__.py"]
      guard let name = names.first(where: { FileSystem.exists($0) }) else { return nil }
      return Finding(
        .warn, watched.name, "\(name) in this directory stands in its place",
        symptom: "ImportError: cannot import name … from partially initialized module "
          + "'\(watched.module)'",
        reason: "a script that is started here imports that file as \(watched.module)",
        mend: Mend(advice: "Give the file another name, and remove __pycache__."))
    }
  }
}

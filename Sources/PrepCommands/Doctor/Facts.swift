import GPUFeeder

/// What rules ask for beside the versions of packages, by names that begin with `@`.
enum Facts {
  /// Packages' versions by their normalized names, and the facts that are known.
  static func all(_ examination: Examination) -> [String: String] {
    var facts = examination.packages.mapValues(\.version)
    if case .success(let python) = examination.python { facts["@python"] = python.version }
    if case .found(let survey) = examination.devices {
      facts["@gpu"] = "\(survey.devices.count)"
      facts["@driver-cuda"] = survey.cudaVersion
      facts["@compute"] = survey.devices.map(\.computeCapability)
        .min {
          (PackageVersion($0) ?? .init(release: [0])) < (PackageVersion($1) ?? .init(release: [0]))
        }
    }
    if let torch = examination.packages["torch"] {
      facts["@torch-build"] = build(of: torch)
      facts["@torch-cuda"] = cuda(of: torch)
    }
    if let model = examination.modelFolder, model.hasPairedMerges { facts["@merges"] = "pairs" }
    return facts
  }

  /// What stands behind `+` in torch's version: `cpu`, `cu118`.
  static func build(of torch: InstalledPackage) -> String? {
    PackageVersion(torch.version)?.local.first
  }

  /// The CUDA that a torch brings: told by `+cu118` in its version, or by what it needs.
  static func cuda(of torch: InstalledPackage) -> String? {
    if let build = build(of: torch) {
      guard build.hasPrefix("cu"), let digits = Int(build.dropFirst(2)), digits >= 10 else {
        return nil
      }
      return "\(digits / 10).\(digits % 10)"
    }
    let runtimes = torch.requirements.compactMap(Requirement.init).filter {
      $0.normalizedName.hasPrefix("nvidia-cuda-runtime") || $0.normalizedName == "cuda-toolkit"
    }
    let clause = runtimes.first?.specifier.clauses.first
    return clause?.version?.release.prefix(2).map(String.init).joined(separator: ".")
  }
}

/// What a package needs: `tokenizers<0.21,>=0.20; python_version < "3.13"` (PEP 508).
struct Requirement: Equatable {
  /// The package's name as it was written.
  var name: String
  var extras: [String] = []
  var specifier: VersionSpecifier
  /// Where it holds; nil where it always does.
  var marker: EnvironmentMarker?

  /// The name by which packages are the same (PEP 503).
  var normalizedName: String { PackageName.normalized(name) }

  /// What was asked for, as pip takes it: `tokenizers>=0.20,<0.21`.
  var text: String {
    let extras = extras.isEmpty ? "" : "[" + extras.joined(separator: ",") + "]"
    return name + extras + specifier.description
  }

  init(name: String, specifier: VersionSpecifier) {
    self.name = name
    self.specifier = specifier
  }

  /// The requirement that `text` spells; nil where it spells none.
  ///
  /// One by an address (`name @ url`) has
  /// no versions.
  init?(_ text: String) {
    let halves = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    guard var rest = halves.first?.trimmed else { return nil }
    if halves.count == 2 {
      guard let marker = EnvironmentMarker(halves[1]) else { return nil }
      self.marker = marker
    }
    name = String(rest.prefix { PackageName.isLetter($0) })
    guard PackageName.isValid(name) else { return nil }
    rest = rest.dropFirst(name.count).trimmed
    if rest.hasPrefix("[") {
      guard let end = rest.firstIndex(of: "]") else { return nil }
      extras = rest[rest.index(after: rest.startIndex)..<end].split(separator: ",").map(\.trimmed)
      guard extras.allSatisfy(PackageName.isValid) else { return nil }
      rest = rest[rest.index(after: end)...].trimmed
    }
    if rest.hasPrefix("@") {
      rest = ""
    } else if rest.hasPrefix("("), rest.hasSuffix(")") {
      rest = rest.dropFirst().dropLast().trimmed
    }
    guard let specifier = VersionSpecifier(rest) else { return nil }
    self.specifier = specifier
  }
}

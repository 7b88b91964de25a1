/// Where a requirement holds: `python_version < "3.13" and extra == "dev"` (PEP 508).
indirect enum EnvironmentMarker: Equatable {
  case comparison(Operand, String, Operand)
  case both(EnvironmentMarker, EnvironmentMarker)
  case either(EnvironmentMarker, EnvironmentMarker)

  enum Operand: Equatable {
    case variable(String)
    case text(String)
  }

  /// Variables that are compared as versions.
  private static let versions: Set<String> = [
    "python_version", "python_full_version", "implementation_version", "platform_release",
  ]

  /// The marker that `text` spells; nil where it spells none.
  init?(_ text: some StringProtocol) {
    var reader = MarkerReader(text)
    guard let marker = reader.alternatives(), reader.isAtEnd else { return nil }
    self = marker
  }

  /// Whether it holds where variables have these values; one that is not there is an empty text, as
  /// `extra` is where none was asked for.
  func holds(in values: [String: String]) -> Bool {
    switch self {
    case .both(let left, let right): return left.holds(in: values) && right.holds(in: values)
    case .either(let left, let right): return left.holds(in: values) || right.holds(in: values)
    case .comparison(let left, let sign, let right):
      return Self.compare(left, sign, right, values)
    }
  }

  private static func compare(
    _ left: Operand, _ sign: String, _ right: Operand, _ values: [String: String]
  ) -> Bool {
    func value(_ operand: Operand) -> String {
      switch operand {
      case .variable(let name): values[name] ?? ""
      case .text(let text): text
      }
    }
    func isVersion(_ operand: Operand) -> Bool {
      if case .variable(let name) = operand { versions.contains(name) } else { false }
    }
    let (first, second) = (value(left), value(right))
    if isVersion(left) || isVersion(right), PackageVersion(first) != nil,
      let specifier = VersionSpecifier(sign + second)
    {
      return specifier.isMet(by: first)
    }
    switch sign {
    case "==", "===": return first == second
    case "!=": return first != second
    case "<": return first.utf8.lexicographicallyPrecedes(second.utf8)
    case ">": return second.utf8.lexicographicallyPrecedes(first.utf8)
    case "<=": return !second.utf8.lexicographicallyPrecedes(first.utf8)
    case ">=": return !first.utf8.lexicographicallyPrecedes(second.utf8)
    case "in": return first.isEmpty || second.contains(first)
    case "not in": return !(first.isEmpty || second.contains(first))
    default: return false
    }
  }
}

/// Reads markers.
private struct MarkerReader {
  private let characters: [Character]
  private var position = 0
  private var depth = 0
  /// Brackets within each other that are read; nobody writes as many.
  private static let depthLimit = 32

  init(_ text: some StringProtocol) { characters = Array(text) }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == characters.count
    }
  }

  mutating func alternatives() -> EnvironmentMarker? {
    guard var marker = conjunction() else { return nil }
    while word("or") {
      guard let next = conjunction() else { return nil }
      marker = .either(marker, next)
    }
    return marker
  }

  private mutating func conjunction() -> EnvironmentMarker? {
    guard var marker = single() else { return nil }
    while word("and") {
      guard let next = single() else { return nil }
      marker = .both(marker, next)
    }
    return marker
  }

  private mutating func single() -> EnvironmentMarker? {
    if take("(") {
      depth += 1
      guard depth <= Self.depthLimit, let marker = alternatives(), take(")") else { return nil }
      depth -= 1
      return marker
    }
    guard let left = operand(), let sign = sign(), let right = operand() else { return nil }
    return .comparison(left, sign, right)
  }

  private mutating func operand() -> EnvironmentMarker.Operand? {
    skipSpace()
    guard position < characters.count else { return nil }
    let first = characters[position]
    if first == "'" || first == "\"" {
      guard let end = characters[(position + 1)...].firstIndex(of: first) else { return nil }
      defer { position = end + 1 }
      return .text(String(characters[(position + 1)..<end]))
    }
    let name = characters[position...].prefix { $0.isASCII && ($0.isLetter || "_.".contains($0)) }
    guard !name.isEmpty else { return nil }
    position += name.count
    return .variable(String(name))
  }

  private mutating func sign() -> String? {
    for sign in ["===", "==", "!=", "<=", ">=", "~=", "<", ">"] where take(sign) { return sign }
    if word("in") { return "in" }
    if word("not"), word("in") { return "not in" }
    return nil
  }

  private mutating func skipSpace() {
    while position < characters.count, characters[position] == " " || characters[position] == "\t" {
      position += 1
    }
  }

  private mutating func take(_ text: String) -> Bool {
    skipSpace()
    guard characters[position...].starts(with: text) else { return false }
    position += text.count
    return true
  }

  /// Passes over a word that ends here.
  private mutating func word(_ text: String) -> Bool {
    let before = position
    guard take(text) else { return false }
    if position < characters.count, characters[position].isLetter || characters[position] == "_" {
      position = before
      return false
    }
    return true
  }
}

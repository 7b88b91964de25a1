import Records

extension TypicalWordScores {
  /// The scores of a text for `language`, of all words and of the plain ones, by the plain
  /// definition: the slow twin, for tests.
  static func reference(_ text: String, for language: String) -> (all: Int, plain: Int) {
    let tiers = TypicalWordLists.all.first { $0.language == language }?.tiers ?? []
    func tier(of word: String) -> Int {
      let index = tiers.firstIndex { list in
        list.unicodeScalars.split(separator: " ").contains {
          Array($0) == Array(word.unicodeScalars)
        }
      }
      return index.map { tiers.count - $0 } ?? 0
    }
    let words = words(of: text)
    let hasSmallLetter = text.unicodeScalars.contains {
      isWordPart($0) && $0.properties.isLowercase
    }
    let particles = WordClass.particles.split(whereSeparator: \.isWhitespace).map(String.init)
    var all: Set<[Unicode.Scalar]> = []
    var plain: Set<[Unicode.Scalar]> = []
    for (place, word) in words.enumerated() {
      let isName = place > 0 && isCapitalised(word)
      let isParticle =
        place + 1 < words.count && particles.contains(small(word))
        && isCapitalised(words[place + 1])
      let key = Array(small(word).unicodeScalars)
      all.insert(key)
      if !hasSmallLetter || !(isName || isParticle) { plain.insert(key) }
    }
    func sum(_ keys: Set<[Unicode.Scalar]>) -> Int {
      keys.reduce(0) { $0 + tier(of: String(String.UnicodeScalarView($1))) }
    }
    return (sum(all), sum(plain))
  }

  /// Runs of two letters and marks or more; letters from U+2E80 on one by one.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in Array(text.unicodeScalars) + [" "] {
      if isWordPart(scalar), scalar.value < 0x2E80 {
        word.append(scalar)
        continue
      }
      if word.count > 1 { words.append(String(word)) }
      word.removeAll()
      if isWordPart(scalar) { words.append(String(scalar)) }
    }
    return words
  }

  private static func isCapitalised(_ word: String) -> Bool {
    word.unicodeScalars.first.map { $0.value < 0x2E80 && $0.properties.isUppercase } ?? false
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark:
      true
    default: false
    }
  }

  private static func small(_ word: String) -> String {
    word.unicodeScalars.reduce(into: "") { small, scalar in
      let lower = scalar.properties.lowercaseMapping
      small += lower.unicodeScalars.count == 1 ? lower : String(scalar)
    }
  }
}

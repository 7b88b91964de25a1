import Records

/// Languages so near to each other that an engine's choice between them proves little.
enum NearLanguages {
  /// Those that count as one: what is in any of a group is in all of them.
  private static let alike = groups([
    ["bs", "hr", "sr"], ["nb", "nn"], ["id", "ms"], ["en", "sco"], ["hi", "bh"],
  ])

  /// Those that their typical words alone tell apart: where these do not, a text may be in any.
  ///
  /// Chinese and Japanese are near where a text has Han letters alone.
  private static let near = groups([
    ["da", "nb", "nn"], ["cs", "sk"], ["zh", "ja"], ["ga", "gd"], ["zu", "xh", "ss", "nr"],
    ["st", "tn", "nso"],
  ])

  private static let all = alike + near

  private static func groups(_ codes: [[String]]) -> [[LanguageCode]] {
    codes.map { group in group.compactMap { LanguageCode($0) } }
  }

  /// Whether `language` is one of `wanted`, or counts as one with one of them.
  static func isWanted(_ language: LanguageCode, among wanted: [LanguageCode]) -> Bool {
    if wanted.contains(language) { return true }
    return alike.contains { group in
      group.contains(language) && group.contains { wanted.contains($0) }
    }
  }

  /// Those in a group of either kind with `language`, itself among them where there is any.
  static func near(_ language: LanguageCode) -> [LanguageCode] {
    all.filter { $0.contains(language) }.flatMap(\.self)
  }
}

/// Names as messages and tables show them.
extension String {
  /// The most Unicode scalars of a name that are shown.
  package static let shownScalarCount = 80

  /// The text, or its start and an ellipsis where it is longer than `limit`.
  ///
  /// In scalars and not in characters: one character may have any number of them. Gives its own
  /// result again when applied to it.
  ///
  /// - Complexity: O(limit)
  package func shortened(to limit: Int = shownScalarCount) -> String {
    let scalars = unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return self }
    return String(scalars.prefix(limit - 1)) + "…"
  }
}

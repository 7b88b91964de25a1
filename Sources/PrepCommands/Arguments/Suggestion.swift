/// Finds the name a user may have meant.
enum Suggestion {
  /// The name with the fewest letters changed, where that is at most a third of them.
  static func nearest(to name: String, among names: [String]) -> String? {
    let distances = names.map { (name: $0, distance: distance(Array(name.utf8), Array($0.utf8))) }
    guard let best = distances.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, name.utf8.count / 3)
    else { return nil }
    return best.name
  }

  /// Insertions, deletions and replacements between two words (Levenshtein).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}

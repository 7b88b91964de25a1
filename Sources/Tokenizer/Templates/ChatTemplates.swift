/// The list of all chat templates.
package enum ChatTemplates {
  /// In the order of the command's help; the first is the default.
  package static let all: [ChatTemplate] = [
    .llama31,
    .llama33,
    .llama3,
    .none,
  ]

  /// The names of those that print a date, for help: `a or b`.
  package static var namesWithDate: String {
    all.filter(\.printsDate).map(\.name).joined(separator: " or ")
  }

  /// Whether `token` ends a turn in any template.
  package static func isEndOfTurn(_ token: UInt32) -> Bool { endsOfTurns.contains(token) }

  private static let endsOfTurns = Set(all.compactMap(\.turns?.endOfTurn))
}

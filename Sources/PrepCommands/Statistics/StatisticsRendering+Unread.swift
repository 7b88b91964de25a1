import Inspect

/// What records say that does not become trained tokens.
extension StatisticsRendering {
  /// What of kept records is not rendered or not trained; a data set of an earlier version has none of
  /// these figures.
  static func notTrained(_ document: StatisticsDocument) throws -> String {
    var text = ""
    for (key, what) in [
      ("thoughts", "answers with thoughts, which --reasoning says what to do with"),
      ("untrained_turns", "answers that their records mark as not to be trained"),
      ("omitted_texts", "texts beside tool calls left out"),
    ] {
      guard let count = try? document.integer(key), count > 0 else { continue }
      text += "  \(Figures.count(count)) \(what)\n"
    }
    return text
  }

  /// Kept records that say what an earlier one says, in a line; nothing where there are none.
  static func repeated(_ document: StatisticsDocument) throws -> String {
    guard let count = try? document.integer("repeated_records"), count > 0 else { return "" }
    return "  \(Figures.count(count)) kept say what an earlier one says: --dedup exact drops such\n"
  }

  /// Calls, and records with tools.
  static func tools(_ document: StatisticsDocument) throws -> String {
    guard let calls = try? document.integer("tool_calls"),
      let records = try? document.integer("records_with_tools"), calls + records > 0
    else { return "" }
    return Figures.table([
      ["calls", Figures.count(calls)], ["records that define tools", Figures.count(records)],
    ])
  }

  /// The fields that nothing reads, the most frequent first.
  static func unread(_ document: StatisticsDocument) throws -> String {
    guard let fields = try? document.counts("unread_fields"), !fields.isEmpty else { return "" }
    let most = fields.sorted { $0.count > $1.count }
    let shown = most.prefix(5).map {
      "\(VisibleText.name($0.name)) \(Figures.count($0.count))"
    }
    let more = most.count - shown.count
    return "  fields that nothing reads: " + shown.joined(separator: ", ")
      + (more > 0 ? " and \(Figures.count(more)) more\n" : "\n")
  }

  /// All of them, as far as they are told apart.
  static func unreadFields(_ document: StatisticsDocument) throws -> String {
    guard let fields = try? document.counts("unread_fields") else { return "" }
    return top(
      fields.sorted { $0.count > $1.count }.map {
        [VisibleText.name($0.name), Figures.count($0.count)]
      })
  }
}

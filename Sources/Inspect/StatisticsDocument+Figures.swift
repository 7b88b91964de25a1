package import ByteIO
import Shards

/// All figures of a data set in one list.
extension StatisticsDocument {
  /// What the data set was made of and by, then what is in it: the same names in the same order for
  /// every data set, but for what is counted by a name of its own.
  ///
  /// What a report of an earlier version does not have is left out.
  package func figures() throws(Fault) -> [StatisticsFigure] {
    try making() + records() + tokens() + rows() + lengths() + named()
  }

  private func making() throws(Fault) -> [StatisticsFigure] {
    let tokenizer = manifest.tokenizer
    var figures = [
      StatisticsFigure("Made by", "prep", .text(manifest.toolVersion)),
      StatisticsFigure(
        "Made by", "tokenizer", .text(String(tokenizer.behaviourHash.description.prefix(12)))),
      StatisticsFigure("Made by", "template", .text(manifest.template.name)),
      StatisticsFigure("Made by", "date in the template", .text(manifest.template.date)),
      StatisticsFigure("Made of", "files", .count(manifest.inputs.count)),
      StatisticsFigure("Made of", "input", .byteCount(try integer("bytes_in"))),
      StatisticsFigure(
        "Made of", "hash of the input", .text(String(manifest.inputHash.description.prefix(12)))),
    ]
    for option in manifest.options {
      let value = option.value
      let text = if case .string(let text) = value { text } else { JSONWriter.line(value) }
      figures.append(StatisticsFigure("Options", option.key, .text(text)))
    }
    return figures
  }

  private func records() throws(Fault) -> [StatisticsFigure] {
    let section = "Records"
    var figures = [
      StatisticsFigure(section, "read", .count(try integer("records_in"))),
      StatisticsFigure(section, "kept", .count(try integer("records_kept"))),
      StatisticsFigure(
        section, "kept of those read",
        .percent(Self.share(try integer("records_kept"), of: try integer("records_in")))),
      StatisticsFigure(section, "rejected", .count(try rejectedCount())),
    ]
    for (reason, count) in try counts("records_rejected") {
      figures.append(StatisticsFigure(section, "rejected: " + reason, .count(count)))
    }
    figures += try optional(
      section,
      [
        ("kept, and equal to one before", "repeated_records"),
        ("kept, and with tools", "records_with_tools"), ("tool calls", "tool_calls"),
        ("answers not trained by their mark", "untrained_turns"),
        ("answers with thoughts", "thoughts"), ("texts beside calls left out", "omitted_texts"),
      ])
    return figures
  }

  private func tokens() throws(Fault) -> [StatisticsFigure] {
    let section = "Tokens"
    let total = try integer("tokens")
    var figures = [StatisticsFigure(section, "all", .count(total))]
    for name in ["trained", "prompt", "template"] {
      let count = try integer(name + "_tokens")
      figures.append(StatisticsFigure(section, name, .count(count)))
      figures.append(
        StatisticsFigure(section, name + ", of all", .percent(Self.share(count, of: total))))
    }
    figures.append(StatisticsFigure(section, "cut off", .count(try integer("truncated_tokens"))))
    figures += try optional(section, [("repeated", "repeated_tokens")])
    if let ratio = try bytesPerToken() {
      figures.append(StatisticsFigure(section, "bytes of text a token", .decimal(ratio)))
    }
    return figures
  }

  private func rows() throws(Fault) -> [StatisticsFigure] {
    let section = "Rows"
    let tokens = try integer("tokens")
    let padding = try integer("padding_tokens")
    var figures = [
      StatisticsFigure(section, "rows", .count(try integer("rows"))),
      StatisticsFigure(section, "tokens a row", .count(try integer("row_length"))),
      StatisticsFigure(section, "full", .percent(Self.share(tokens, of: tokens + padding))),
      StatisticsFigure(section, "padding", .count(padding)),
      StatisticsFigure(section, "shards", .count(try integer("shards"))),
      StatisticsFigure(section, "in shards", .byteCount(try integer("shard_bytes"))),
    ]
    for split in try allSplits() {
      figures.append(StatisticsFigure(section, split.name + ": records", .count(split.records)))
      figures.append(StatisticsFigure(section, split.name + ": rows", .count(split.rows)))
    }
    return figures
  }

  private func lengths() throws(Fault) -> [StatisticsFigure] {
    var figures: [StatisticsFigure] = []
    for (point, count) in try counts("length_percentiles") {
      figures.append(StatisticsFigure("Tokens per kept record", point, .count(count)))
    }
    for over in try lengthsOver() {
      figures.append(
        StatisticsFigure(
          "Records longer than so many tokens", String(over.tokens),
          .count(over.kept + over.tooLong)))
    }
    return figures
  }

  /// What is counted by names: of languages, sources, forms, special tokens and fields.
  private func named() throws(Fault) -> [StatisticsFigure] {
    var figures: [StatisticsFigure] = []
    for pair in try languagePairs() {
      let name = pair.prompt + " → " + pair.answer
      figures.append(
        StatisticsFigure("Languages of kept records (prompt → answer)", name, .count(pair.count)))
    }
    for source in try sources() {
      let name = source.name.isEmpty ? "(none named)" : source.name
      figures.append(StatisticsFigure("Sources of kept records", name, .count(source.records)))
    }
    for form in try forms() {
      figures.append(StatisticsFigure("Forms of kept records", form.name, .count(form.kept)))
    }
    for (section, key) in [
      ("Special tokens spelled out in kept records", "special_token_hits"),
      ("Fields that nothing reads", "unread_fields"),
    ] where try optional(key) != nil {
      for (name, count) in try counts(key) {
        figures.append(StatisticsFigure(section, name, .count(count)))
      }
    }
    return figures
  }

  /// Counts that reports of earlier versions may not have.
  private func optional(
    _ section: String, _ names: [(name: String, key: String)]
  ) throws(Fault) -> [StatisticsFigure] {
    var figures: [StatisticsFigure] = []
    for (name, key) in names {
      guard let count = try optional(key) else { continue }
      figures.append(StatisticsFigure(section, name, .count(try self.count(count))))
    }
    return figures
  }

  /// In percent; 0 for nothing of nothing.
  private static func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : 100 * Double(part) / Double(whole)
  }
}

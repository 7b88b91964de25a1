import ByteIO
import Ingest
import Pipeline
import Records
import Tokenizer

/// One record of a raw file, rendered, with no data set made.
struct RawRecordListing {
  let path: String
  let rendering: RowRendering

  /// Prints the record of `line`, or why a build would reject it.
  func show(
    line: UInt64, _ reading: ReadingOptions, _ conversation: ConversationOptions
  ) throws {
    let record = try RecordPreview.find(
      line: line, of: path, reading, conversation, rendering.vocabulary)
    let form = record.form.flatMap { FormList.name(of: $0) } ?? "of no known form"
    var text: TerminalText
    switch record.outcome {
    case .encoded(let tokens, let trained):
      let trainedCount = trained.reduce(0) { $0 + $1.count }
      let heading: TerminalText = """
        \(path):\(line)  \(form), \(conversation.template.name)  \
        \(Figures.count(tokens.count)) tokens, \(Figures.count(trainedCount)) trained
        """
      text = rendering.legend + "\n\n" + rendering.style.heading(heading) + "\n"
      text += try rendering.segment(tokens[...], spans: trained)
    case .rejected(let verdict, let raw):
      text = rendering.style.heading("\(path):\(line)  \(form)") + "\n"
      text += "  a build rejects it as \(verdict.reason.rawValue): \(verdict.detail)\n"
      text += "  \(String(decoding: raw, as: UTF8.self).shortened())\n"
    }
    try StandardOutput.write(text + notes(of: record))
  }

  /// What of the record does not become trained tokens.
  private func notes(of record: RecordPreview) -> TerminalText {
    var text: TerminalText = ""
    for (count, what) in [
      (record.notes.thoughtCount, "with thoughts, which --reasoning says what to do with"),
      (record.notes.untrainedTurnCount, "marked as not to be trained"),
    ] where count > 0 {
      text += "  \(count) of its answers \(what)\n"
    }
    if record.notes.omittedTextCount > 0 {
      text += "  \(record.notes.omittedTextCount) texts beside tool calls, left out\n"
    }
    if !record.unreadFields.isEmpty {
      let names = record.unreadFields.prefix(12).map { VisibleText.name($0) }
      let more = record.unreadFields.count - names.count
      text += "  fields that nothing reads: \(names.joined(separator: ", "))"
      text += more > 0 ? " and \(more) more\n" : "\n"
    }
    return text
  }
}

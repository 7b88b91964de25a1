import ByteIO
import Inspect
import Records

/// The records in a data set's `rejected/`.
struct RejectedListing {
  let directory: String
  let style: Style

  /// Prints the first `limit` records rejected for `reason`, or for all reasons.
  func show(reason: String, limit: Int) throws {
    let names = RejectionReason.allCases.map(\.rawValue)
    guard reason == "all" || names.contains(reason) else {
      let hint = Suggestion.nearest(to: reason, among: names).map { "; did you mean '\($0)'?" }
      throw Fault.usage("there is no reason '\(reason)'\(hint ?? "")")
    }
    var output = try StandardOutput()
    var count = 0
    var records = try RejectedRecords(DataSetDirectory(directory))
    while let record = try records.next() {
      let own = try record.reason
      guard reason == "all" || own.utf8.elementsEqual(reason.utf8) else { continue }
      count += 1
      guard count <= limit else { continue }
      try output.write((count == 1 ? "" : "\n") + Self.describe(record, style: style))
    }
    if count == 0 {
      try output.write("no record was rejected\(reason == "all" ? "" : " for \(reason)")\n")
    } else if count > limit {
      try output.write("\n\(Figures.count(count - limit)) more; --limit shows them\n")
    }
    try output.flush()
  }

  /// A record's place, reason and bytes.
  static func describe(
    _ record: RejectedRecord, style: Style
  ) throws(Fault) -> TerminalText {
    let (line, offset) = (try record.line, try record.byteOffset)
    let place = "\(try record.file):\(line) (byte \(offset))"
    let (reason, detail) = (try record.reason, try record.detail)
    var text: TerminalText = "\(style.heading("\(place)"))  "
    text += "\(style.alarm("\(reason)")): \(detail)\n"
    switch try record.raw {
    case .text(let raw): text += "  \(shortened(raw))\n"
    case .base64(let raw): text += "  base64 \(shortened(raw))\n"
    case nil: break
    }
    return text
  }

  /// The start of a text.
  private static func shortened(_ text: String, limit: Int = 400) -> String {
    let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    return start + (text.unicodeScalars.count > limit ? " …" : "")
  }
}

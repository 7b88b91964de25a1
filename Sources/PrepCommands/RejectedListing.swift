import ByteIO
import Pipeline
import Records
import Shards

/// The records in a data set's `rejected/`.
struct RejectedListing {
  let directory: String
  let style: Style

  /// Prints the first `limit` records rejected for `reason`, or for all reasons.
  func show(reason: String, limit: Int) throws {
    let names = RejectionReason.allCases.map(\.rawValue)
    guard reason == "all" || names.contains(reason) else {
      let hint = Suggestion.nearest(to: reason, among: names).map { "; did you mean '\($0)'?" }
      throw CommandError.usage("there is no reason '\(reason)'\(hint ?? "")")
    }
    var output = try StandardOutput()
    var count = 0
    try forEach { record in
      let own = try record["reason"].string()
      guard reason == "all" || own.utf8.elementsEqual(reason.utf8) else { return }
      count += 1
      if count <= limit { try output.write((count == 1 ? "" : "\n") + (try describe(record))) }
    }
    if count == 0 {
      try output.write("no record was rejected\(reason == "all" ? "" : " for \(reason)")\n")
    } else if count > limit {
      try output.write("\n\(Figures.count(count - limit)) more; --limit shows them\n")
    }
    try output.flush()
  }

  /// Calls `body` with every rejected record, in the order of the files.
  func forEach(_ body: (JSONReader) throws -> Void) throws {
    let output = OutputDirectory(directory)
    let manifest = try StatisticsDocument.manifest(in: output)
    for file in manifest.files where file.name.hasPrefix("rejected/") {
      let place = output.file(file.name)
      // Read twice: nothing of a file is shown before all of it is known to be the data set's.
      var checked = try ListedLines(place, byteCount: file.byteCount, hash: file.hash)
      while try checked.next() {}
      var lines = try ListedLines(place, byteCount: file.byteCount, hash: file.hash)
      while try lines.next() { try body(try TextInput.json(lines.text, at: lines.place)) }
    }
  }

  /// A record's place, reason and bytes.
  func describe(_ record: JSONReader) throws -> TerminalText {
    let line: UInt64 = try record["line"].integer()
    let offset: UInt64 = try record["byte_offset"].integer()
    let place = "\(try record["file"].string()):\(line) (byte \(offset))"
    let reason = try record["reason"].string()
    var text: TerminalText = "\(style.heading("\(place)"))  "
    text += "\(style.alarm("\(reason)")): \(try record["detail"].string())\n"
    if let raw = try record.optional("raw") {
      text += "  \(Self.shortened(try raw.string()))\n"
    } else if let raw = try record.optional("raw_base64") {
      text += "  base64 \(Self.shortened(try raw.string()))\n"
    }
    return text
  }

  /// The start of a text.
  private static func shortened(_ text: String, limit: Int = 400) -> String {
    let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    return start + (text.unicodeScalars.count > limit ? " …" : "")
  }
}

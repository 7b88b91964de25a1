import ByteIO
import Filters
import Records
import Shards

/// Writes the texts of the whole input whose language was nearest to the other decision.
///
/// At most `BorderlineTexts.sideCount` that were dropped, then as many that were kept, nearest
/// first and among equals in the order of the input: the same bytes on any number of threads.
struct LanguageReport {
  /// Where the units' own lists are.
  let source: OutputDirectory
  let inputPaths: [String]

  /// A text with the unit it is from.
  private struct Entry {
    var unit: Int
    var text: BorderlineTexts.Text
  }

  /// Writes the report of all units of `parts` to `path`, atomically.
  func write(_ parts: PartSet, to path: String) throws(Fault) {
    var entries: [Entry] = []
    for (unit, placed) in parts.units.enumerated() {
      for text in try BorderlineFile.read(source.borderline(placed.number)) {
        entries.append(Entry(unit: unit, text: text))
      }
    }
    // A unit's list is in this order already, and units come in the order of the input.
    entries.sort { left, right in
      (abs(left.text.margin), left.unit, left.text.origin.unitByteOffset)
        < (abs(right.text.margin), right.unit, right.text.origin.unitByteOffset)
    }
    let dropped = entries.filter(\.text.isDropped).prefix(BorderlineTexts.sideCount)
    let kept = entries.filter { !$0.text.isDropped }.prefix(BorderlineTexts.sideCount)
    let lines = (dropped + kept).map { line($0, parts) }
    let bytes = Array(lines.joined().utf8)
    _ = try AtomicFile.write(bytes.span, to: FilePlace(path))
  }

  /// Whether a report may be put at `place`: there is nothing, an empty file, or an earlier report.
  ///
  /// A device or a directory is left to the attempt to write, whose error says what it is.
  static func mayReplace(_ place: FilePlace) -> Bool {
    guard place.kind == .file else { return true }
    guard let buffer = try? place.read(limit: byteLimit) else { return false }
    // SAFETY: the bytes are copied within the call.
    let line = buffer.withUnsafeBytes { Array($0.prefix { $0 != UInt8(ascii: "\n") }) }
    if buffer.count == 0 { return true }
    guard let value = try? JSONReader(parsing: line.span).value,
      [.string("drop"), .string("keep")].contains(value.member("decision"))
    else { return false }
    return memberNames.allSatisfy { value.member($0) != .null }
  }

  /// What every line has.
  private static let memberNames = [
    "file", "line", "field", "language", "confidence", "decision", "why", "margin", "excerpt",
  ]
  /// Far above what a report can have: an excerpt is short.
  private static let byteLimit = 1 << 24

  private func line(_ entry: Entry, _ parts: PartSet) -> String {
    let text = entry.text
    let place = parts.place(of: text.origin, inUnit: entry.unit)
    return JSONWriter.line([
      "file": .string(inputPaths[Int(place.file)]), "line": JSONValue(place.line),
      "field": .string("\(text.isResponse ? "response" : "prompt") \(text.number)"),
      "language": .string(text.language.description),
      "confidence": .number((text.confidence * 100).rounded() / 100),
      "decision": text.isDropped ? "drop" : "keep", "why": .string(text.why),
      "margin": .number(Double(text.margin) / 1000), "excerpt": .string(text.excerpt),
    ]) + "\n"
  }
}

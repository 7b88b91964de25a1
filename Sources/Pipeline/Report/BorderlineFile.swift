import ByteIO
import Filters
import Records

/// The texts of one unit that were nearest to the language threshold, beside its part: JSON Lines.
enum BorderlineFile {
  /// Writes the texts of a unit.
  static func write(_ texts: BorderlineTexts, to place: FilePlace) throws(Fault) {
    let lines = (texts.dropped + texts.kept).map { JSONWriter.line(value($0)) + "\n" }
    let bytes = Array(lines.joined().utf8)
    _ = try AtomicFile.write(bytes.span, to: place)
  }

  /// Reads them back.
  static func read(_ place: FilePlace) throws(Fault) -> [BorderlineTexts.Text] {
    let buffer = try place.read()
    // SAFETY: the bytes are copied within the call.
    let bytes = buffer.withUnsafeBytes { Array($0) }
    do {
      return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
        try text(JSONReader(parsing: Array(line).span))
      }
    } catch {
      throw .file("use", place.path, detail: "\(error); start anew with --overwrite")
    }
  }

  private static func value(_ text: BorderlineTexts.Text) -> JSONValue {
    [
      "segment": JSONValue(Int(text.origin.segment)), "line": JSONValue(Int(text.origin.line)),
      "unit_byte_offset": JSONValue(text.origin.unitByteOffset),
      "byte_count": JSONValue(text.origin.byteCount),
      "is_response": .boolean(text.isResponse), "number": JSONValue(text.number),
      "language": .string(text.language.description), "confidence": .number(text.confidence),
      "is_dropped": .boolean(text.isDropped), "why": .string(text.why),
      "margin": JSONValue(text.margin), "excerpt": .string(text.excerpt),
    ]
  }

  private static func text(_ reader: JSONReader) throws(JSONError) -> BorderlineTexts.Text {
    let language = try reader["language"].string()
    return BorderlineTexts.Text(
      origin: RecordOrigin(
        segment: try reader["segment"].integer(), line: try reader["line"].integer(),
        unitByteOffset: try reader["unit_byte_offset"].integer(),
        byteCount: try reader["byte_count"].integer()),
      isResponse: try reader["is_response"].boolean(), number: try reader["number"].integer(),
      language: LanguageCode(language) ?? .undetermined,
      confidence: try reader["confidence"].number(), isDropped: try reader["is_dropped"].boolean(),
      why: try reader["why"].string(), margin: try reader["margin"].integer(),
      excerpt: try reader["excerpt"].string())
  }
}

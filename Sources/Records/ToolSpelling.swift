/// How a chat template spells what a record says of tools, and which of it the template can render.
///
/// Ingest asks while it reads a record, so that of several faults the first in the record is named,
/// whether the JSON is at fault or the template. What is appended goes to the batch's arena, from
/// where the template renders it, and by which equal conversations are told.
///
/// JSON comes as the text of one sound value: no white space between tokens, no key twice in an
/// object, escapes in strings for `"`, `\` and control characters alone, integers by their digits,
/// other numbers by the shortest that reads back (`1e999` where that is infinite).
package protocol ToolSpelling: Sendable {
  /// Appends one function's schema, a JSON object; all of a record's schemas follow each other.
  func appendSchema(_ json: Span<UInt8>, to text: inout [UInt8])

  /// Appends the names of the built-in tools that a record switches on.
  func appendBuiltinNames(_ names: [[UInt8]], to text: inout [UInt8])

  /// Checks how many calls one message of the record makes, which is one at least; each becomes a
  /// message of the batch.
  func check(callCount: Int) throws(ToolFault)

  /// Appends a call's arguments, a JSON object; the function's name stands in `text` before them.
  ///
  /// - Parameter isBuiltin: Whether what is called is one of the record's built-in tools.
  func appendArguments(
    _ json: Span<UInt8>, isBuiltin: Bool, to text: inout [UInt8]
  ) throws(ToolFault)

  /// Appends what a tool gave back, any JSON value but null.
  func appendResult(_ json: Span<UInt8>, to text: inout [UInt8])
}

/// What a template cannot render of a record's tools.
package struct ToolFault: Error {
  /// What was found; one line, no period, to stand after the place.
  package var detail: String

  package init(_ detail: String) { self.detail = detail }
}

/// Tools as a record has them, for readers that render nothing: all JSON stays as it comes.
package struct PlainTools: ToolSpelling {
  package init() {}

  package func appendSchema(_ json: Span<UInt8>, to text: inout [UInt8]) { append(json, to: &text) }

  package func appendBuiltinNames(_ names: [[UInt8]], to text: inout [UInt8]) {
    text.append(contentsOf: names.joined(separator: ",".utf8))
  }

  package func check(callCount: Int) {}

  package func appendArguments(_ json: Span<UInt8>, isBuiltin: Bool, to text: inout [UInt8]) {
    append(json, to: &text)
  }

  package func appendResult(_ json: Span<UInt8>, to text: inout [UInt8]) { append(json, to: &text) }

  private func append(_ json: Span<UInt8>, to text: inout [UInt8]) {
    for index in json.indices { text.append(json[index]) }
  }
}

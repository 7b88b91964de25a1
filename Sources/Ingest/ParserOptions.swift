package import Records

/// What a `RecordParser` takes, and how much it hands out at a time.
package struct ParserOptions: Sendable {
  /// The most that `maximumLineByteCount` may be: 2 GiB.
  package static let largestMaximumLineByteCount = 1 << 31

  /// What `maximumDepth` may be: memory for so many levels is taken before anything is parsed.
  package static let maximumDepths = 1...4096

  /// Longer lines are rejected; counted without byte order mark and line end.
  package var maximumLineByteCount = 64 << 20
  /// Objects and arrays may nest this deep; an empty innermost one is not counted.
  package var maximumDepth = 1024
  /// About how many bytes of text and records a batch holds before it is handed on.
  package var batchByteCount = 1 << 20

  /// Where fields are found that have other names than the forms know.
  package var map = FieldMap()
  /// The system prompt of conversations that have none; nil to leave them so.
  package var system: String?
  /// Records that do not meet it are rejected as `excluded`.
  package var condition: RecordCondition?
  /// How tools are spelled in the batch: by the chat template that renders it.
  package var tools: any ToolSpelling = PlainTools()

  package init() {}
}

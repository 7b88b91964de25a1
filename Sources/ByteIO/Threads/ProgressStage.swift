/// A stage of long work, and what it counts.
package struct ProgressStage: Sendable, Equatable {
  /// What a stage counts of what it does.
  package enum Unit: String, Sendable {
    case bytes, records, rows
  }

  /// The stage as a person reads it, and as a log names it.
  package let name: String
  /// What `Progress.add` counts; nil where the stage counts nothing.
  package let unit: Unit?

  package static let starting = Self(name: "starting", unit: nil)
  /// Bytes of the inputs as they are stored, so that their share is known of compressed files too.
  package static let reading = Self(name: "reading", unit: .bytes)
  package static let planning = Self(name: "planning", unit: nil)
  package static let assembling = Self(name: "writing shards", unit: .rows)
  package static let publishing = Self(name: "writing the report", unit: nil)
  package static let verifying = Self(name: "verifying", unit: .bytes)
  /// Rows that were read: several times each where records are written and the data are large.
  package static let exporting = Self(name: "exporting", unit: .rows)
  package static let done = Self(name: "done", unit: nil)

  /// All stages, for the schema of logs and its test.
  package static let all = [
    starting, reading, planning, assembling, publishing, verifying, exporting, done,
  ]
}

/// Why no plan can be made.
package enum PlanError: Error, Equatable {
  /// A record does not fit a row, and the user asked for the build to end then.
  case recordTooLong(record: Int, tokenCount: Int, sequenceLength: Int)
  /// A cap names a source that no record has; long names are cut, since a record may have one of
  /// megabytes and they are there to be read.
  case unknownSource(String, known: [String])
}

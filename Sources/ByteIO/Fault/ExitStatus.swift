/// What the process says when it ends.
package enum ExitStatus: Int32, Error, CaseIterable {
  case good = 0
  /// A runtime or I/O error.
  case failure = 1
  /// Wrong usage or configuration.
  case usage = 2
  /// A data-quality gate failed: too much was rejected (the data set is there to be looked at), or
  /// a record was too long where that was to end the build.
  case quality = 3
  /// Verification found damage.
  case verification = 4
  /// Interrupted; the same command goes on.
  case interrupted = 130
}

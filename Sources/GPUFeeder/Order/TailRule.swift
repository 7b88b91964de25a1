/// What becomes of the rows of an epoch that do not fill a whole global batch.
package enum TailRule: String, Sendable, CaseIterable {
  /// The last step is filled up with rows of padding; every row comes exactly once.
  ///
  /// The rows left are spread evenly over the step, so that no rank is without any as long as
  /// there are as many as ranks.
  case pad
  /// The rows left are not fed in this epoch; others are left in the next, where it is shuffled.
  case drop
  /// The last step is filled up with the first rows of the same epoch, which so come twice.
  case wrap
}

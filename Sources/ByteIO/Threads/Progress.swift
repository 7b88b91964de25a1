/// What long work has done so far: counters that workers add to and a display reads at its leisure.
package final class Progress: Sendable {
  /// The counters at one moment.
  package struct Snapshot: Sendable {
    package var stage = ProgressStage.starting
    /// What the stage has done, in its unit.
    package var amount = 0
    /// All that the stage has to do; nil where that is not known before it is done.
    package var totalAmount: Int?
    /// Bytes of text, decompressed, that were read.
    package var textByteCount = 0
    package var recordCount = 0
    package var rejectedCount = 0
    /// Units of the input whose part was found finished by an earlier run.
    package var resumedUnitCount = 0

    package init() {}

    /// The share of the stage that is done, 0...1; nil where the whole is not known.
    package var share: Double? {
      guard let totalAmount, totalAmount > 0 else { return nil }
      return min(1, Double(amount) / Double(totalAmount))
    }
  }

  private let state = Monitor(Snapshot())

  package init() {}

  package var snapshot: Snapshot { state.withLock { $0 } }

  /// Begins `stage`, of which nothing is done yet.
  package func enter(_ stage: ProgressStage, totalAmount: Int? = nil) {
    state.withLock {
      $0.stage = stage
      $0.amount = 0
      $0.totalAmount = totalAmount
    }
  }

  /// Adds to what the stage has done, in its unit.
  package func add(_ amount: Int) { state.withLock { $0.amount += amount } }

  /// Adds records that were found in so many bytes of text.
  package func addRecords(_ count: Int, rejected: Int, textByteCount: Int = 0) {
    state.withLock {
      $0.recordCount += count
      $0.rejectedCount += rejected
      $0.textByteCount += textByteCount
    }
  }

  package func addResumedUnit() { state.withLock { $0.resumedUnitCount += 1 } }
}

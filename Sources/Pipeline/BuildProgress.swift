import Synchronization

/// What a build has done so far: counters that workers add to and a display reads at its leisure.
package final class BuildProgress: Sendable {
  /// What the build is at.
  package enum Stage: Int, Sendable {
    case reading, planning, assembling, publishing, done
  }

  /// The counters at one moment.
  package struct Snapshot: Sendable {
    package var stage: Stage
    package var recordCount: Int
    package var rejectedCount: Int
    package var byteCount: Int
    /// All bytes there will be; 0 where that is not known before they are read.
    package var totalByteCount: Int
    package var assembledRowCount: Int
    package var totalRowCount: Int
    /// Units whose part was found finished by an earlier run.
    package var resumedUnitCount: Int
  }

  private let stage = Atomic<Int>(0)
  private let records = Atomic<Int>(0)
  private let rejected = Atomic<Int>(0)
  private let bytes = Atomic<Int>(0)
  private let totalBytes = Atomic<Int>(0)
  private let rows = Atomic<Int>(0)
  private let totalRows = Atomic<Int>(0)
  private let resumedUnits = Atomic<Int>(0)

  package init() {}

  package var snapshot: Snapshot {
    Snapshot(
      stage: Stage(rawValue: stage.load(ordering: .relaxed)) ?? .reading,
      recordCount: records.load(ordering: .relaxed),
      rejectedCount: rejected.load(ordering: .relaxed),
      byteCount: bytes.load(ordering: .relaxed),
      totalByteCount: totalBytes.load(ordering: .relaxed),
      assembledRowCount: rows.load(ordering: .relaxed),
      totalRowCount: totalRows.load(ordering: .relaxed),
      resumedUnitCount: resumedUnits.load(ordering: .relaxed))
  }

  func enter(_ stage: Stage) { self.stage.store(stage.rawValue, ordering: .relaxed) }
  func expect(byteCount: Int) { totalBytes.store(byteCount, ordering: .relaxed) }
  func expect(rowCount: Int) { totalRows.store(rowCount, ordering: .relaxed) }
  func addRows(_ count: Int) { rows.add(count, ordering: .relaxed) }

  func addUnit(recordCount: Int, rejectedCount: Int, byteCount: Int, isResumed: Bool) {
    records.add(recordCount, ordering: .relaxed)
    rejected.add(rejectedCount, ordering: .relaxed)
    bytes.add(byteCount, ordering: .relaxed)
    if isResumed { resumedUnits.add(1, ordering: .relaxed) }
  }

  func addRejected(_ count: Int) { rejected.add(count, ordering: .relaxed) }
}

import ByteIO
import Testing

@testable import PrepCommands

/// What is said of long work: the line, its rate and its time left.
@Suite struct ProgressReportTests {
  private static func state(
    _ stage: ProgressStage = .reading, amount: Int = 450, of total: Int? = 1000,
    textByteCount: Int = 0, recordCount: Int = 12_345, rejectedCount: Int = 489_600,
    resumedUnitCount: Int = 0
  ) -> Progress.Snapshot {
    var state = Progress.Snapshot()
    state.stage = stage
    state.amount = amount
    state.totalAmount = total
    state.textByteCount = textByteCount
    state.recordCount = recordCount
    state.rejectedCount = rejectedCount
    state.resumedUnitCount = resumedUnitCount
    return state
  }

  private static func report(_ state: Progress.Snapshot) -> ProgressReport {
    var report = ProgressReport(state: state)
    report.amountPerSecond = 61_900_000
    report.secondsLeft = 12
    return report
  }

  @Test func theLineSaysStageRateTimeLeftAndRejected() {
    let line = Self.report(Self.state(resumedUnitCount: 10)).line()
    #expect(
      line == "reading 45 % · 12,345 records · 61.9 MB/s · 0:12 left · 489,600 rejected"
        + " · 10 units done before")
  }

  @Test func whatMattersLeastIsLeftOutFirst() {
    let report = Self.report(Self.state(resumedUnitCount: 10))
    #expect(
      report.line(columnCount: 79)
        == "reading 45 % · 12,345 records · 61.9 MB/s · 0:12 left · 489,600 rejected")
    #expect(
      report.line(columnCount: 65) == "reading 45 % · 12,345 records · 0:12 left · 489,600 rejected"
    )
    #expect(report.line(columnCount: 45) == "reading 45 % · 0:12 left · 489,600 rejected")
    #expect(report.line(columnCount: 39) == "reading 45 %  0:12 left  490k rejected")
    #expect(report.line(columnCount: 24) == "reading 45 %  0:12 left")
    #expect(report.line(columnCount: 5) == "readi")
  }

  @Test func everyWidthIsKept() {
    for stage in ProgressStage.all {
      for columnCount in 1...120 {
        let line = Self.report(Self.state(stage)).line(columnCount: columnCount)
        #expect(line.count <= columnCount, "\(line)")
        #expect(!line.isEmpty)
      }
    }
  }

  @Test func whatIsNotKnownIsNotSaid() {
    let start = ProgressReport(
      state: Self.state(amount: 0, of: nil, recordCount: 0, rejectedCount: 0))
    #expect(start.line() == "reading")
    let rows = ProgressReport(state: Self.state(.assembling, amount: 1, of: 3))
    #expect(rows.line() == "writing shards 33 % · 489,600 rejected")
  }

  @Test func durationsAndCountsAreShort() {
    #expect(
      [0.2, 7, 200, 3900, 36_000].map(ProgressReport.clock) == [
        "0:01", "0:07", "3:20", "1:05:00", "10:00:00",
      ])
    #expect(ProgressReport.clock(.infinity) == "277777:46:40")
    let counts = [0, 999, 1000, 1_250, 9_949, 9_951, 489_600, 999_499, 999_500, 35_000_000]
    #expect(
      counts.map(Figures.shortCount) == [
        "0", "999", "1.0k", "1.2k", "9.9k", "10k", "490k", "999k", "1.0M", "35M",
      ])
  }

  /// What an earlier run had done is there in a moment, and says nothing of the rest.
  @Test func theRateIsThatOfTheLastSeconds() throws {
    var meter = ProgressMeter()
    _ = meter.report(Self.state(amount: 0, of: 10_000), at: 0)
    _ = meter.report(Self.state(amount: 5000, of: 10_000), at: 0.2)
    var report = ProgressReport(state: Self.state())
    for second in 1...40 {
      report = meter.report(Self.state(amount: 5000 + 10 * second, of: 10_000), at: Double(second))
    }
    #expect(abs(try #require(report.amountPerSecond) - 10) < 0.01)
    #expect(abs(try #require(report.secondsLeft) - 460) < 1)
  }

  @Test func aStageHasItsOwnRate() throws {
    var meter = ProgressMeter()
    _ = meter.report(Self.state(amount: 0), at: 0)
    _ = meter.report(Self.state(amount: 900), at: 1)
    var report = meter.report(Self.state(.assembling, amount: 0), at: 2)
    #expect(report.amountPerSecond == nil)
    report = meter.report(Self.state(.assembling, amount: 50), at: 3)
    #expect(report.amountPerSecond == 50)
    #expect(report.secondsLeft == 19)
  }

  /// Counters change at the ends of units: between two the time left goes down.
  @Test func aPauseIsNoChangeOfRateUntilItIsLong() throws {
    var meter = ProgressMeter()
    _ = meter.report(Self.state(amount: 0), at: 0)
    _ = meter.report(Self.state(amount: 100), at: 1)
    let between = meter.report(Self.state(amount: 100), at: 3)
    #expect(between.amountPerSecond == 100)
    #expect(between.secondsLeft == 7)
    let stuck = meter.report(Self.state(amount: 100), at: 105)
    #expect(stuck.amountPerSecond == 1)
  }

  /// Of compressed input the rate is that of its text, the time left that of its bytes.
  @Test func theRateOfCompressedInputIsThatOfItsText() {
    var meter = ProgressMeter()
    _ = meter.report(Self.state(amount: 0), at: 0)
    let report = meter.report(Self.state(amount: 100, textByteCount: 2_000_000), at: 1)
    #expect(report.line().contains("2.0 MB/s · 0:09 left"), "\(report.line())")
  }

  @Test func anInterruptionSaysHowFarTheWorkWas() {
    func message(_ state: Progress.Snapshot, resumes: Bool = true) -> String {
      Interruption(report: ProgressReport(state: state), resumes: resumes).fault.message
    }
    #expect(
      message(Self.state())
        == "interrupted while reading, at 45 % of the bytes and 12,345 records (489,600 rejected); "
        + "the same command goes on from here")
    #expect(
      message(Self.state(.verifying, recordCount: 0), resumes: false)
        == "interrupted while verifying, at 45 % of the bytes")
    #expect(
      message(Self.state(.publishing, of: nil, recordCount: 0))
        == "interrupted while writing the report; the same command goes on from here")
    #expect(message(Progress.Snapshot()) == "interrupted; the same command goes on from here")
  }
}

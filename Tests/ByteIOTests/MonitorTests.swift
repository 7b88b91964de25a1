import ByteIO
import Testing

/// Waiting for a state that other threads change.
@Suite struct MonitorTests {
  /// An hour, which nobody waits for: the test would hang.
  private static let endless = 3_600_000

  @Test func whatIsThereAlreadyIsNotWaitedFor() {
    let monitor = Monitor(1)
    monitor.withLock { $0 = 2 }
    #expect(monitor.wait(milliseconds: Self.endless) { $0 == 2 ? $0 : nil } == 2)
  }

  @Test func aChangeWakes() {
    let monitor = Monitor(0)
    Threads.run(2) { index in
      if index == 0 {
        for _ in 0..<100 { monitor.withLock { $0 += 1 } }
      } else {
        #expect(monitor.wait(milliseconds: Self.endless) { $0 == 100 ? true : nil } == true)
      }
    }
  }

  @Test(arguments: [0, 1, 1500]) func whatDoesNotComeEndsWithTheTime(milliseconds: Int) {
    let monitor = Monitor(0)
    #expect(monitor.wait(milliseconds: milliseconds) { $0 == 1 ? true : nil } == nil)
  }
}

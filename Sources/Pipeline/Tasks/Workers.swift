import ByteIO

/// Runs the same work on several threads; the first error ends all of them.
enum Workers {
  /// Calls `work` on `count` threads.
  ///
  /// It asks `shouldEnd` between tasks and returns when it says so.
  static func run(
    _ count: Int,
    _ work: @escaping @Sendable (_ shouldEnd: () -> Bool) throws(Fault) -> Void
  ) throws(Fault) {
    let failure = Monitor<Fault?>(nil)
    Threads.run(count) { _ in
      do throws(Fault) {
        try work { failure.withLock { $0 != nil } }
      } catch {
        failure.withLock { first in
          // An interruption is what the others end by; the fault behind it matters more.
          if first?.kind == .interrupted { first = error }
          first = first ?? error
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}

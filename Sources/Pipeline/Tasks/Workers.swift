import ByteIO
import Synchronization

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

  /// Calls `work` with each number below `count`, on several threads.
  ///
  /// - Throws: Where several numbers fail, what the smallest of them threw: the same on any number of
  ///   threads.
  static func forEach(
    below count: Int, threadCount: Int, _ work: @escaping @Sendable (Int) throws(Fault) -> Void
  ) throws(Fault) {
    let failure = Monitor<(number: Int, fault: Fault)?>(nil)
    let next = Atomic<Int>(0)
    // Numbers are given out in order and finished, so that none below a failed one is left out.
    Threads.run(max(1, min(threadCount, count))) { _ in
      while failure.withLock({ $0 == nil }) {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        do throws(Fault) {
          try work(number)
        } catch {
          failure.withLock { first in
            if first.map({ number < $0.number }) ?? true { first = (number, error) }
          }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure.fault }
  }
}

import CFeederSystem
import Glibc

/// One lock with two conditions: what the producer waits for, and what the consumer waits for.
///
/// Waits are by the monotonic clock, and nobody is woken who does not wait.
@safe final class RingLock: @unchecked Sendable {
  enum Condition: Int {
    /// A slot was filled, or something ended.
    case filled = 0
    /// A slot was given back, or something ended.
    case freed = 1
  }

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let conditions: UnsafeMutablePointer<pthread_cond_t>

  init() {
    // SAFETY: made here and freed in deinit; on the heap, since they must keep their addresses.
    unsafe mutex = .allocate(capacity: 1)
    unsafe conditions = .allocate(capacity: 2)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(conditions, &attributes)
    unsafe pthread_cond_init(conditions + 1, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe pthread_cond_destroy(conditions)
    unsafe pthread_cond_destroy(conditions + 1)
    unsafe mutex.deallocate()
    unsafe conditions.deallocate()
  }

  func lock() { unsafe pthread_mutex_lock(mutex) }
  func unlock() { unsafe pthread_mutex_unlock(mutex) }

  /// Wakes those who wait for `condition`, with the lock held or after it.
  func signal(_ condition: Condition) {
    unsafe pthread_cond_broadcast(conditions + condition.rawValue)
  }

  /// Waits for `condition` with the lock held, until `deadline` on the monotonic clock where one
  /// is given; wakes up without cause now and then.
  func wait(for condition: Condition, until deadline: UInt64? = nil) {
    guard let deadline else {
      unsafe pthread_cond_wait(conditions + condition.rawValue, mutex)
      return
    }
    var time = timespec(
      tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    unsafe pthread_cond_timedwait(conditions + condition.rawValue, mutex, &time)
  }

  /// Nanoseconds on the monotonic clock.
  static var now: UInt64 { cprep_monotonic_nanoseconds() }

  /// The time `seconds` after `start`: `start` for less than 0 and for NaN, and the end of time for
  /// more than the clock can count.
  static func time(_ seconds: Double, after start: UInt64) -> UInt64 {
    guard seconds > 0 else { return start }
    guard let nanoseconds = UInt64(exactly: (seconds * 1e9).rounded(.towardZero)) else {
      return .max
    }
    let (sum, overflow) = start.addingReportingOverflow(nanoseconds)
    return overflow ? .max : sum
  }
}

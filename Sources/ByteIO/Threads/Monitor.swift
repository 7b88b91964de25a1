import Glibc

/// State that several threads share under one lock, with a condition to wait on.
///
/// A pthread mutex and not `Synchronization.Mutex`: the thread sanitizer reports races in the
/// latter on Linux (Swift 6.3.1) where there are none.
@safe package final class Monitor<State: ~Copyable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var state: State

  package init(_ state: consuming State) {
    // SAFETY: both are made here and freed in deinit, when no thread can hold a reference.
    // On the heap, since a pthread object must keep its address for life.
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
    self.state = state
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe pthread_cond_destroy(condition)
    unsafe mutex.deallocate()
    unsafe condition.deallocate()
  }

  /// Calls `body` with the state, alone; wakes those who wait in `wait`.
  package func withLock<Result: ~Copyable, E: Error>(
    _ body: (inout State) throws(E) -> Result
  ) throws(E) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(condition)
      unsafe pthread_mutex_unlock(mutex)
    }
    return try body(&state)
  }

  /// Waits until `body` gives a value: it is asked again after each change of the state.
  package func wait<Result>(for body: (inout State) -> Result?) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      unsafe pthread_cond_wait(condition, mutex)
    }
  }

  /// The same, but for no longer than `milliseconds`: nil where `body` gave none by then.
  package func wait<Result>(
    milliseconds: Int, for body: (inout State) -> Result?
  ) -> Result? {
    var deadline = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &deadline)
    let nanoseconds = deadline.tv_nsec + milliseconds % 1000 * 1_000_000
    deadline.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    deadline.tv_nsec = nanoseconds % 1_000_000_000
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      // Under the lock: what changed before the wait would wake nobody.
      if let result = body(&state) { return result }
      let status = unsafe pthread_cond_timedwait(condition, mutex, &deadline)
      if status != 0 { return body(&state) }
    }
  }
}

import CPrepSystem
import Glibc

/// Plain threads: started together, joined together.
package enum Threads {
  /// The processors this process may run on.
  package static var processorCount: Int { Int(cprep_processor_count()) }

  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body(0)` … `body(count - 1)`, each on a thread of its own; returns when all are done.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for index in 0..<count {
      let start = Start { body(index) }
      var thread = pthread_t()
      // SAFETY: the thread takes over the one reference that is passed to it.
      let status = unsafe pthread_create(
        &thread, nil,
        { argument in
          guard let argument = unsafe argument else { return nil }
          unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, Unmanaged.passRetained(start).toOpaque())
      if status == 0 {
        threads.append(thread)
      } else {
        // No thread is to be had: the work is done here instead, later but whole.
        unsafe Unmanaged.passUnretained(start).release()
        body(index)
      }
    }
    for thread in threads { pthread_join(thread, nil) }
  }
}

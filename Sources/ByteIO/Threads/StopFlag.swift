import Synchronization

/// Says that work is to end soon: set by a signal handler, asked between pieces of work.
package final class StopFlag: Sendable {
  private let isSet = Atomic<Bool>(false)

  package init() {}

  /// Asks for the end.
  ///
  /// Safe to call from a signal handler.
  package func set() { isSet.store(true, ordering: .relaxed) }

  package var isStopping: Bool { isSet.load(ordering: .relaxed) }

  /// - Parameter resumes: Whether the same command goes on from here.
  /// - Throws: `Fault.interrupted` once the flag is set.
  package func check(resumes: Bool) throws(Fault) {
    if isStopping { throw .interrupted(resumes: resumes) }
  }
}

import Glibc
import Pipeline

/// Turns Ctrl-C and SIGTERM into a request to end.
enum Signals {
  /// The flag that the handler sets.
  ///
  /// Global, since a handler can capture nothing.
  static let stop = StopFlag()

  /// From now on the first such signal sets the flag, and a second one ends the process.
  static func install() {
    // The global is made now: a handler must not be the first to touch it.
    _ = stop.isStopping
    var handled = sigset_t()
    sigemptyset(&handled)
    for signal in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in Signals.stop.set() }
      action.sa_flags = CInt(bitPattern: SA_RESETHAND) | SA_RESTART
      sigaction(signal, &action, nil)
      sigaddset(&handled, signal)
    }
    // Some launchers leave them blocked in what they start: Ctrl-C would do nothing.
    pthread_sigmask(SIG_UNBLOCK, &handled, nil)
  }
}

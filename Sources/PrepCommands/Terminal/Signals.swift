import ByteIO
import Glibc
import Synchronization

/// Turns Ctrl-C and SIGTERM into a request to end, and into an end where that takes too long.
///
/// Who waits for a pipe that nobody writes to, a disk, or a reader that does not read cannot look at
/// a flag, nor can who is in the middle of a line of gigabytes. So the first signal also sets a timer,
/// at whose end the process ends where it stands: whatever has its final name then is whole, as after
/// `kill -9`, and the same command goes on.
enum Signals {
  /// The flag that the handler sets.
  ///
  /// Global, since a handler can capture nothing.
  static let stop = StopFlag()

  /// What is said where the timer ends the process.
  ///
  /// A C string, since a handler must not allocate; one that is replaced is never freed, since the
  /// handler may be reading it.
  ///
  /// SAFETY: an atomic, whose pointers only handlers follow.
  nonisolated(unsafe) private static let lastWords = Atomic<UnsafeMutablePointer<CChar>?>(nil)

  /// From now on the first such signal sets the flag and the timer, and a second one ends the process.
  ///
  /// - Parameter resumes: Whether the same command goes on where this one ends.
  static func install(resumes: Bool = true) {
    // The globals are made now: a handler must not be the first to touch them.
    _ = stop.isStopping
    say(LogEntry(.interrupted(resumes: resumes)))
    for signal in [SIGINT, SIGTERM] {
      handle(signal, flags: CInt(bitPattern: SA_RESETHAND) | SA_RESTART) { _ in
        Signals.stop.set()
        var timer = itimerval()
        // A second at most, with all that an end takes.
        timer.it_value.tv_usec = 700_000
        setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
      }
    }
    handle(SIGALRM, flags: 0) { _ in Signals.end() }
    unblock()
  }

  /// Has `entry` be what is said where the timer ends the process.
  static func say(_ entry: LogEntry) {
    let isOverLine = Log.format == .text && Terminal.showsProgress
    let words = (isOverLine ? .eraseLine : "") + entry.formatted(Log.format)
    lastWords.store(strdup(words.characters), ordering: .releasing)
  }

  /// - Throws: `Fault.interrupted` once a signal has come.
  static func check() throws(Fault) { try stop.check(resumes: false) }

  /// Some launchers leave signals blocked in what they start: Ctrl-C would do nothing.
  static func unblock() {
    var handled = sigset_t()
    sigemptyset(&handled)
    for signal in [SIGINT, SIGTERM, SIGALRM] { sigaddset(&handled, signal) }
    pthread_sigmask(SIG_UNBLOCK, &handled, nil)
  }

  private static func handle(
    _ signal: CInt, flags: CInt, _ handler: @escaping @convention(c) (CInt) -> Void
  ) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = flags
    sigaction(signal, &action, nil)
  }

  /// Ends the process; calls nothing that a handler may not.
  ///
  /// SAFETY: the words are terminated, are never freed, and have room for the time that they begin
  /// with in a log of JSON.
  private static func end() {
    var errors = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    // Standard error may be the very pipe that nobody reads.
    if let words = lastWords.load(ordering: .acquiring), poll(&errors, 1, 0) > 0 {
      if Log.format == .json {
        // They were put together before it was known when they would be said.
        (words + LogEntry.timeOffset).withMemoryRebound(
          to: UInt8.self, capacity: Timestamp.byteCount
        ) {
          Timestamp.write(to: $0)
        }
      }
      write(STDERR_FILENO, words, strlen(words))
    }
    _exit(ExitStatus.interrupted.rawValue)
  }
}

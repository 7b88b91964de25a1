import ByteIO
import Glibc

/// What is known of the screen, and text that goes to standard error.
enum Terminal {
  /// Whether standard error is a screen that a person watches.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && variable("TERM") != "dumb" }

  /// Whether colours are for standard output: on a screen, unless NO_COLOR says no
  /// (no-color.org), or where CLICOLOR_FORCE asks for them.
  static func usesColor(isForbidden: Bool) -> Bool {
    if isForbidden { return false }
    if let force = variable("CLICOLOR_FORCE"), force != "0" { return true }
    if let no = variable("NO_COLOR"), !no.isEmpty { return false }
    return isOutputScreen && variable("TERM") != "dumb"
  }

  /// Whether standard output is a screen.
  static var isOutputScreen: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The columns of the screen after standard error, 80 where that is unknown.
  static var columnCount: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// A variable of the environment, as `FileName` has it: most hold paths.
  static func variable(_ name: String) -> String? {
    // SAFETY: getenv's string is copied at once, and nothing here changes the environment.
    getenv(name).map { FileName.text(ofCString: $0) }
  }

  /// Writes `text` to standard error.
  ///
  /// That it cannot be written is nowhere to be said.
  static func writeError(_ text: TerminalText) {
    var bytes = Array(text.characters.utf8)[...]
    while !bytes.isEmpty {
      // SAFETY: pointer and count come from one array.
      let count = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}

import Glibc

/// The three descriptors that every process is thought to have.
enum StandardStreams {
  /// Opens those that whoever started the process has closed, before anything else is opened.
  ///
  /// Else the next file to be opened gets such a number, and a line of progress goes into a part.
  /// Output is dropped, as who closed it wants; input cannot be read, since an empty one would be
  /// taken for the whole.
  static func openClosed() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest number that is free is the one that is closed: those before it are open.
      _ = open("/dev/null", O_WRONLY)
    }
  }
}

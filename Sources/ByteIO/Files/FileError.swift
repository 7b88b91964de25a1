import Glibc

/// What went wrong with a file: the operation, the path and the system's reason.
public struct FileError: Error, Equatable, CustomStringConvertible {
  /// What was being done, as a verb phrase: "open", "write 4096 bytes to".
  public var operation: String
  /// The file or directory it was done to.
  public var path: String
  /// The system's error number, or nil where the file itself was not as expected.
  public var errorNumber: CInt?
  /// What was expected and found, or what to do; empty where the system's reason says it all.
  public var detail: String

  package init(
    _ operation: String, _ path: String, errorNumber: CInt? = nil, detail: String = ""
  ) {
    self.operation = operation
    self.path = path
    self.errorNumber = errorNumber
    self.detail = detail
  }

  /// An error for the system call that has just failed: takes the reason from `errno`.
  package static func system(_ operation: String, _ path: String) -> FileError {
    FileError(operation, path, errorNumber: errno)
  }

  /// `cannot open data.jsonl: No such file or directory (errno 2)`, then what to do.
  public var description: String {
    var text = "cannot \(operation) \(path)"
    if let errorNumber {
      // SAFETY: strerror returns a terminated string of the C library's own.
      text += ": " + (unsafe String(cString: strerror(errorNumber))) + " (errno \(errorNumber))"
    }
    let advice = detail.isEmpty ? Self.advice(for: errorNumber) : detail
    return advice.isEmpty ? text : text + ": " + advice
  }

  private static func advice(for errorNumber: CInt?) -> String {
    switch errorNumber {
    case ENOSPC, EDQUOT: "free some space and run the same command again; it resumes"
    case EIO: "the disk, or the way to it, may be failing: look into the kernel's log (dmesg)"
    case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
    case EROFS: "choose an output directory that can be written to"
    default: ""
    }
  }
}

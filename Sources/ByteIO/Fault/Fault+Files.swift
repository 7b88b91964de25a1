import Glibc

extension Fault {
  /// `cannot open data.jsonl: No such file or directory (errno 2)`, then what to do.
  ///
  /// - Parameters:
  ///   - operation: What was being done, as a verb phrase: "open", "write 4096 bytes to".
  ///   - path: The file or directory it was done to.
  ///   - errorNumber: The system's reason, or nil where the file itself was not as expected.
  ///   - detail: What was expected and found, or what to do; empty where the reason says it all.
  package static func file(
    _ operation: String, _ path: String, errorNumber: CInt? = nil, detail: String = ""
  ) -> Fault {
    var text = "cannot \(operation) \(path)"
    if let errorNumber {
      // SAFETY: strerror returns a terminated string of the C library's own.
      text += ": " + (unsafe String(cString: strerror(errorNumber))) + " (errno \(errorNumber))"
    }
    let advice = detail.isEmpty ? advice(for: errorNumber) : detail
    if !advice.isEmpty { text += ": " + advice }
    return Fault(.file, text, errorNumber: errorNumber)
  }

  /// A fault of the system call that has just failed: takes the reason from `errno`.
  package static func system(_ operation: String, _ path: String) -> Fault {
    .file(operation, path, errorNumber: errno)
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

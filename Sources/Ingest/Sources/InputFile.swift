package import ByteIO

/// One input: a file, a pipe, or standard input.
package struct InputFile: Sendable, Equatable {
  /// What `path` is for standard input.
  package static let standardInputPath = "-"

  /// The path as given or listed; `-` is standard input.
  package var path: String
  /// Its length on disk; nil for pipes and standard input.
  package var byteCount: UInt64?
  /// What a regular file was when it was listed, and must be whenever it is read; nil where that was
  /// not looked at.
  package var stamp: FileStamp?
  /// The memory that a zstd frame of it may ask for, as a power of two.
  package var windowLog = ZstdStream.defaultWindowLog
  /// Whether it may be cut into several tasks, where an earlier listing has looked; nil where the file
  /// itself says so.
  package var canBeCut: Bool?

  package init(path: String, byteCount: UInt64?) {
    self.path = path
    self.byteCount = byteCount
  }

  /// A regular file of that stamp.
  init(path: String, stamp: FileStamp) {
    self.path = path
    byteCount = stamp.byteCount
    self.stamp = stamp
  }

  /// Whether this is the process's standard input.
  package var isStandardInput: Bool { path == Self.standardInputPath }

  /// The name for messages.
  var displayName: String { isStandardInput ? "standard input" : path }
}

extension InputFile {
  /// Makes sure that `file`, which was opened by this path, is still what was listed.
  func checkUnchanged(_ file: borrowing File) throws(Fault) {
    guard stamp != nil || byteCount != nil else { return }
    try check(try file.stamp())
  }

  /// Makes sure that the path still names what was listed.
  ///
  /// - Complexity: One call of the system.
  package func checkUnchanged() throws(Fault) {
    guard stamp != nil else { return }
    do { try check(try FileSystem.stamp(of: path)) } catch { throw error.ofInput }
  }

  private func check(_ found: FileStamp) throws(Fault) {
    if let stamp {
      if let change = found.change(since: stamp) {
        throw .changed(path: displayName, change: change)
      }
    } else if let byteCount, found.byteCount != byteCount {
      throw .changed(
        path: displayName, expectedByteCount: byteCount, foundByteCount: found.byteCount)
    }
  }
}

extension [InputFile] {
  /// The bytes of all inputs as they are stored; nil where some come through a pipe.
  package var storedByteCount: Int? {
    var sum = 0
    for input in self {
      guard let byteCount = input.byteCount else { return nil }
      sum += Int(byteCount)
    }
    return sum
  }
}

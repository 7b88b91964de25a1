package import ByteIO
import Glibc

/// An empty directory of its own for one test; removed with all in it when the value goes away.
package final class TemporaryDirectory: Sendable {
  package let path: String

  package init() throws {
    let base = Self.variable("TMPDIR") ?? "/tmp"
    var template = Array((base + "/prep-test-XXXXXX").utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer -> String? in
      guard let start = buffer.baseAddress, mkdtemp(start) != nil else { return nil }
      return String(cString: start)
    }
    guard let made else { throw Fault.system("make a temporary directory in", base) }
    path = made
  }

  deinit {
    // A test that took rights away must not keep the directory from being removed.
    chmod(FileName.systemPath(path), 0o755)
    try? FileSystem.removeTree(path)
  }

  /// The place of `name` in the directory.
  package func place(_ name: String) -> FilePlace { FilePlace(file(name)) }

  /// The path of `name` in the directory.
  package func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file of that name; returns its path.
  @discardableResult
  package func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let path = file(name)
    try FileSystem.makeDirectories(FileSystem.directory(of: path))
    // Not synced and not truncated, which ext4 takes for a wish to be synced: a test that writes
    // thousands of files would wait for the disk each time.
    try FileSystem.removeFile(path)
    try FileSystem.write(Array(bytes), to: path)
    return path
  }

  /// Writes over what the file of that name holds: it stays the same file.
  package func overwrite(_ bytes: some Sequence<UInt8>, of name: String) throws {
    try FileSystem.write(Array(bytes), to: file(name))
  }

  /// Writes a file of that name with the UTF-8 of `text`; returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(text.utf8, to: name)
  }

  /// Copies a file here under that name; returns its path.
  package func copy(_ source: String, to name: String) throws -> String {
    try write(try FileSystem.bytes(of: source), to: name)
  }

  /// Makes a file of that name and length that takes no room: all of it reads as zero.
  package func makeHole(_ name: String, byteCount: Int) throws {
    try write([], to: name)
    guard truncate(FileName.systemPath(file(name)), byteCount) == 0 else {
      throw Fault.system("extend", file(name))
    }
  }

  /// Makes a pipe of that name, which nobody writes to.
  package func makePipe(_ name: String) throws {
    guard mkfifo(FileName.systemPath(file(name)), 0o600) == 0 else {
      throw Fault.system("make", file(name))
    }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

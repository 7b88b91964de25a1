/// A file that appears under its name only when it is whole.
///
/// Bytes go to `path.tmp`; `commit` syncs them, renames the file and syncs its directory. What is
/// dropped without `commit` is removed, and what a killed process left behind under the temporary
/// name is overwritten by the next one.
package struct AtomicFile: ~Copyable {
  /// What temporary names end in.
  package static let temporarySuffix = ".tmp"

  /// What a committed file is: enough to find any later change of a bit in it.
  package struct Summary: Sendable, Equatable {
    package var byteCount: UInt64
    package var hash: Hash128

    package init(byteCount: UInt64, hash: Hash128) {
      self.byteCount = byteCount
      self.hash = hash
    }
  }

  private let path: String
  private let file: File
  private var pending = ByteBuffer(capacity: AtomicFile.flushByteCount)
  private var hasher = StreamingHash()
  private var isCommitted = false
  /// Bytes appended so far.
  package private(set) var byteCount: UInt64 = 0

  private static let flushByteCount = 1 << 20

  /// Starts a file that is to appear as `path`.
  package init(_ path: String) throws(FileError) {
    if let kind = FileSystem.kind(of: path), kind != .file {
      // A rename would put a file in the place of a device, and cannot in that of a directory.
      throw FileError(
        "write", path, detail: kind == .directory ? "it is a directory" : "it is no regular file")
    }
    let file = try File.create(path + Self.temporarySuffix)
    self.path = path
    self.file = file
  }

  deinit {
    // The error that made the caller give up matters more than one from tidying up after it.
    if !isCommitted { try? FileSystem.removeFile(path + Self.temporarySuffix) }
  }

  /// Appends `bytes`.
  package mutating func append(_ bytes: Span<UInt8>) throws(FileError) {
    hasher.update(bytes)
    byteCount += UInt64(bytes.count)
    if bytes.count >= Self.flushByteCount {
      try flush()
      try file.write(bytes)
      return
    }
    pending.append(bytes)
    if pending.count >= Self.flushByteCount { try flush() }
  }

  /// Appends the UTF-8 of `text`.
  package mutating func append(_ text: String) throws(FileError) {
    try append(Array(text.utf8).span)
  }

  private mutating func flush() throws(FileError) {
    try file.write(pending.span)
    pending.removeAll()
  }

  /// Makes the file appear under its name, durably.
  package consuming func commit() throws(FileError) -> Summary {
    try flush()
    try file.synchronize()
    try FileSystem.rename(path + Self.temporarySuffix, to: path)
    isCommitted = true
    try FileSystem.synchronizeDirectory(FileSystem.directory(of: path))
    return Summary(byteCount: byteCount, hash: hasher.digest())
  }
}

extension AtomicFile {
  /// Writes a small file whole.
  @discardableResult
  package static func write(_ bytes: Span<UInt8>, to path: String) throws(FileError) -> Summary {
    var file = try AtomicFile(path)
    try file.append(bytes)
    return try file.commit()
  }
}

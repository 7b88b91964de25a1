import Glibc

/// An open file; closed when the value goes away.
///
/// Reads and writes retry where a signal interrupts them, and short ones go on until they are
/// whole, so a caller sees all of it or an error.
@safe package struct File: ~Copyable, Sendable {
  package let path: String
  private let descriptor: CInt

  private init(path: String, descriptor: CInt) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    // Nothing waits for the result: what was written has been synced where it matters.
    _ = Glibc.close(descriptor)
  }

  /// Opens `path` for reading; a directory is an error (open(2)).
  package static func open(_ path: String) throws(Fault) -> File {
    let file = File(path: path, descriptor: try FilePlace(path).open(O_RDONLY | O_CLOEXEC, "open"))
    guard try file.status().st_mode & S_IFMT != S_IFDIR else {
      throw .file("read", path, errorNumber: EISDIR)
    }
    return file
  }

  /// Opens a regular file for reading; anything else is an error.
  ///
  /// Never waits, as opening a pipe that nobody writes to would.
  package static func openRegular(_ place: FilePlace) throws(Fault) -> File {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let file = File(path: place.path, descriptor: try place.open(flags, "open"))
    guard try file.isRegular() else {
      throw .file("read", place.path, detail: "it is not a regular file")
    }
    return file
  }

  /// Opens what the user names for reading, where it is a regular file; links are followed.
  package static func openRegular(_ path: String) throws(Fault) -> File {
    try openRegular(FilePlace(path))
  }

  /// Creates a file for writing where there is nothing yet, not even a link.
  static func createNew(_ place: FilePlace) throws(Fault) -> File {
    guard FailPoint.create.pass(place.path) else { throw .system("create", place.path) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    return File(path: place.path, descriptor: try place.open(flags, "create"))
  }

  /// The process's standard input.
  package static func standardInput() throws(Fault) -> File {
    let descriptor = Glibc.dup(STDIN_FILENO)
    guard descriptor >= 0 else { throw .system("open", "standard input") }
    return File(path: "standard input", descriptor: descriptor)
  }

  /// The process's standard output.
  package static func standardOutput() throws(Fault) -> File {
    let descriptor = Glibc.dup(STDOUT_FILENO)
    guard descriptor >= 0 else { throw .system("open", "standard output") }
    return File(path: "standard output", descriptor: descriptor)
  }

  private func status() throws(Fault) -> stat {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system("stat", path) }
    return status
  }

  /// The file's length in bytes.
  package func byteCount() throws(Fault) -> UInt64 {
    UInt64(try status().st_size)
  }

  /// Which file this is and when it was last written to.
  package func stamp() throws(Fault) -> FileStamp { FileStamp(try status()) }

  /// Whether this is a regular file, which can be read at any offset, and not a pipe or device.
  package func isRegular() throws(Fault) -> Bool {
    try status().st_mode & S_IFMT == S_IFREG
  }

  /// Appends up to `byteCount` bytes from `offset` to `buffer`: fewer only at the file's end.
  ///
  /// The corresponding C function is `pread`.
  package func read(
    _ byteCount: Int, at offset: UInt64, into buffer: inout ByteBuffer
  ) throws(Fault) -> Int {
    let before = buffer.count
    try unsafe buffer.append(upTo: byteCount) { (room) throws(Fault) -> Int in
      try unsafe read(into: room, at: offset)
    }
    return buffer.count - before
  }

  /// Fills `room` from `offset`; returns how much there was, less than `room` only at the end.
  package func read(
    into room: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(Fault) -> Int {
    var filled = 0
    while filled < room.count {
      var wanted = room.count - filled
      guard FailPoint.read.pass(path, byteCount: &wanted) else {
        throw .system("read \(room.count) bytes at byte \(offset) of", path)
      }
      // SAFETY: the target is the beginning of the unfilled rest of `room`.
      let count = unsafe pread(
        descriptor, room.baseAddress.map { unsafe $0 + filled }, wanted,
        off_t(offset) + off_t(filled))
      if count < 0 {
        if errno == EINTR { continue }
        throw .system("read \(room.count) bytes at byte \(offset) of", path)
      }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Reads exactly `byteCount` bytes from `offset`, replacing what `buffer` holds.
  package func readExactly(
    _ byteCount: Int, at offset: UInt64, into buffer: inout ByteBuffer
  ) throws(Fault) {
    buffer.removeAll()
    let found = try read(byteCount, at: offset, into: &buffer)
    guard found == byteCount else {
      throw .file(
        "read", path,
        detail: "expected \(byteCount) bytes at byte \(offset), found \(found): "
          + "the file is truncated, or was changed while it was read")
    }
  }

  /// All bytes of a regular file, of which there may be at most `limit`.
  package func readAll(limit: Int) throws(Fault) -> ByteBuffer {
    let byteCount = try byteCount()
    guard byteCount <= UInt64(limit) else {
      throw .file(
        "read", path, detail: "expected at most \(limit) bytes, found \(byteCount)")
    }
    var buffer = ByteBuffer()
    try readExactly(Int(byteCount), at: 0, into: &buffer)
    return buffer
  }

  /// Appends what one `read` gives, at most `limit` bytes, to `buffer`; 0 at the end.
  package func readSome(_ limit: Int, into buffer: inout ByteBuffer) throws(Fault) -> Int {
    let before = buffer.count
    try unsafe buffer.append(upTo: limit) { (room) throws(Fault) -> Int in
      while true {
        var wanted = room.count
        guard FailPoint.read.pass(path, byteCount: &wanted) else { throw .system("read", path) }
        // SAFETY: the target is the beginning of `room`.
        let count = unsafe Glibc.read(descriptor, room.baseAddress, wanted)
        if count >= 0 { return count }
        if errno != EINTR { throw .system("read", path) }
      }
    }
    return buffer.count - before
  }

  /// Writes all of `bytes` at the file's position.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    var written = 0
    while written < bytes.count {
      var wanted = bytes.count - written
      guard FailPoint.write.pass(path, byteCount: &wanted) else { throw .system("write to", path) }
      // SAFETY: the source is the beginning of the unwritten rest of `bytes`.
      let count = unsafe Glibc.write(
        descriptor, bytes.baseAddress.map { unsafe $0 + written }, wanted)
      if count < 0 {
        if errno == EINTR { continue }
        throw .system("write to", path)
      }
      written += count
    }
  }

  /// Writes all of `bytes` at the file's position.
  package func write(_ bytes: Span<UInt8>) throws(Fault) {
    // SAFETY: the pointer is used within the call only. The closure states its error, since
    // `withUnsafeBufferPointer` passes typed errors on only where the closure says its type.
    try unsafe bytes.withUnsafeBufferPointer { (pointer) throws(Fault) in
      try unsafe write(UnsafeRawBufferPointer(pointer))
    }
  }

  /// Waits until what was written is on the disk.
  package func synchronize() throws(Fault) {
    guard FailPoint.sync.pass(path), fsync(descriptor) == 0 else { throw .system("sync", path) }
  }

  /// Asks the kernel to read ahead; a hint that may be ignored.
  package func adviseSequential() {
    posix_fadvise(descriptor, 0, 0, CInt(POSIX_FADV_SEQUENTIAL))
  }
}

import Glibc

/// Directories and names: what is there, and how it changes.
///
/// Paths are texts of `FileName`, and are cut at the byte `/`: for a `Character` a slash before a
/// combining mark is no slash.
package enum FileSystem {
  private static let slash = UInt8(ascii: "/")

  /// What a path names.
  package enum Kind: Sendable {
    case file, directory, other
  }

  /// What `path` names, following symbolic links; nil where there is nothing.
  package static func kind(of path: String) -> Kind? {
    var status = stat()
    guard unsafe stat(FileName.systemPath(path), &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// Which file `path` names, following symbolic links, and when it was last written to.
  package static func stamp(of path: String) throws(FileError) -> FileStamp {
    var status = stat()
    guard unsafe stat(FileName.systemPath(path), &status) == 0 else { throw .system("stat", path) }
    return FileStamp(status)
  }

  package static func exists(_ path: String) -> Bool { kind(of: path) != nil }

  /// Where `path` really is, symbolic links resolved; for what is not there yet, where it would be;
  /// nil where that cannot be told.
  package static func realPath(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    // SAFETY: realpath(3) writes at most PATH_MAX bytes and a zero, which the buffer holds.
    if unsafe realpath(FileName.systemPath(path), &buffer) != nil {
      return FileName.text(of: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    }
    guard errno == ENOENT else { return nil }
    var trimmed = path.utf8[...]
    while trimmed.count > 1, trimmed.last == slash { trimmed.removeLast() }
    let name = Substring(trimmed.split(separator: slash).last ?? "".utf8[...])
    let whole = String(Substring(trimmed))
    let parent = directory(of: whole)
    guard parent != whole, let real = realPath(parent) else { return nil }
    return real + (real.utf8.last == slash ? "" : "/") + name
  }

  /// Whether `path` is `directory` or lies in it, however the two are written.
  package static func isPath(_ path: String, within directory: String) -> Bool {
    guard let inner = realPath(path), let outer = realPath(directory) else { return false }
    let prefix = outer.utf8.last == slash ? outer : outer + "/"
    return (inner + "/").utf8.starts(with: prefix.utf8)
  }

  /// Makes `path` and the directories above it where they are missing.
  package static func makeDirectories(_ path: String) throws(FileError) {
    if unsafe mkdir(FileName.systemPath(path), 0o777) == 0 { return }
    if errno == EEXIST {
      guard kind(of: path) == .directory else {
        throw FileError("make the directory", path, detail: "a file of that name is in the way")
      }
      return
    }
    guard errno == ENOENT, let end = path.utf8.lastIndex(of: slash), end != path.startIndex else {
      throw .system("make the directory", path)
    }
    try makeDirectories(String(path[..<end]))
    guard unsafe mkdir(FileName.systemPath(path), 0o777) == 0 || errno == EEXIST else {
      throw .system("make the directory", path)
    }
  }

  /// The names in a directory, without `.` and `..`, sorted by their bytes.
  package static func names(in directory: String) throws(FileError) -> [String] {
    guard let stream = unsafe opendir(FileName.systemPath(directory)) else {
      throw .system("list", directory)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(stream) else { break }
      // SAFETY: readdir's entry holds until the next call, and d_name is terminated.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe FileName.text(
          ofCString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw .system("list", directory) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Gives `path` the name `newPath`, replacing what has it, atomically (rename(2)).
  package static func rename(_ path: String, to newPath: String) throws(FileError) {
    guard FailPoint.rename.pass(newPath),
      unsafe Glibc.rename(FileName.systemPath(path), FileName.systemPath(newPath)) == 0
    else {
      throw .system("rename to \(newPath)", path)
    }
  }

  /// Waits until the directory's names are on the disk: a rename is durable only then.
  package static func synchronizeDirectory(_ path: String) throws(FileError) {
    let descriptor = unsafe open(
      FileName.systemPath(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open", path) }
    defer { close(descriptor) }
    guard FailPoint.syncDirectory.pass(path), fsync(descriptor) == 0 else {
      throw .system("sync the directory", path)
    }
  }

  /// Removes a file; that there is none is no error.
  package static func removeFile(_ path: String) throws(FileError) {
    guard unsafe unlink(FileName.systemPath(path)) == 0 || errno == ENOENT else {
      throw .system("remove", path)
    }
  }

  /// Removes a directory and all below it, following no links; none there is no error.
  package static func removeTree(_ path: String) throws(FileError) {
    var status = stat()
    guard unsafe lstat(FileName.systemPath(path), &status) == 0 else {
      if errno == ENOENT { return }
      throw .system("remove", path)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return try removeFile(path) }
    for name in try names(in: path) { try removeTree(path + "/" + name) }
    guard unsafe rmdir(FileName.systemPath(path)) == 0 || errno == ENOENT else {
      throw .system("remove", path)
    }
  }

  /// The bytes a user without privileges may still write to the file system that holds `path`.
  package static func freeByteCount(at path: String) throws(FileError) -> UInt64 {
    var status = statvfs()
    guard unsafe statvfs(FileName.systemPath(path), &status) == 0 else {
      throw .system("stat", path)
    }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize)
  }

  /// The directory part of `path`; `.` where it has none.
  package static func directory(of path: String) -> String {
    guard let end = path.utf8.lastIndex(of: slash) else { return "." }
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  /// All bytes of a file.
  package static func read(_ path: String) throws(FileError) -> ByteBuffer {
    let file = try File.open(path)
    var buffer = ByteBuffer()
    if try file.isRegular() {
      _ = try file.read(Int(try file.byteCount()), at: 0, into: &buffer)
    } else {
      while try file.readSome(1 << 20, into: &buffer) > 0 {}
    }
    return buffer
  }
}

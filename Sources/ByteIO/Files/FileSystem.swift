import Glibc

/// Directories and names that the user gives: what is there.
///
/// How names are made, changed and removed is in `FilePlace`. Paths are texts of `FileName`, and are
/// cut at the byte `/`: for a `Character` a slash before a combining mark is no slash.
package enum FileSystem {
  static let slash = UInt8(ascii: "/")

  /// What a path names.
  package enum Kind: Sendable {
    case file, directory, other

    init(mode: mode_t) {
      switch mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .directory
      default: self = .other
      }
    }
  }

  /// What a file that is read whole may hold at the most, where nothing smaller is stated: 1 GiB.
  package static let readLimit = 1 << 30

  /// What `path` names, following symbolic links; nil where there is nothing.
  package static func kind(of path: String) -> Kind? {
    var status = stat()
    guard unsafe stat(FileName.systemPath(path), &status) == 0 else { return nil }
    return Kind(mode: status.st_mode)
  }

  /// Which file `path` names, following symbolic links, and when it was last written to.
  package static func stamp(of path: String) throws(Fault) -> FileStamp {
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

  /// The names in a directory that the user named, without `.` and `..`, sorted by their bytes.
  package static func names(in directory: String) throws(Fault) -> [String] {
    try FilePlace(directory).names()
  }

  /// The names in an open directory, whose descriptor is closed.
  static func names(in descriptor: CInt, path: String) throws(Fault) -> [String] {
    guard let stream = unsafe fdopendir(descriptor) else {
      close(descriptor)
      throw .system("list", path)
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
    guard errno == 0 else { throw .system("list", path) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The bytes a user without privileges may still write to the file system that holds `path`.
  package static func freeByteCount(at path: String) throws(Fault) -> UInt64 {
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
}

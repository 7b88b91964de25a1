package import ByteIO
import Glibc

// What tests do to the file system: plain and by path, since their directories are their own.

extension FileSystem {
  /// All bytes of a file as an array.
  package static func bytes(of path: String) throws(Fault) -> [UInt8] {
    let buffer = try FilePlace(path).read(limit: .max)
    return buffer.withUnsafeBytes { Array($0) }
  }

  /// Makes `path` and the directories above it where they are missing.
  package static func makeDirectories(_ path: String) throws(Fault) {
    if mkdir(FileName.systemPath(path), 0o777) == 0 { return }
    if errno == ENOENT {
      try makeDirectories(directory(of: path))
      return try makeDirectories(path)
    }
    guard errno == EEXIST, kind(of: path) == .directory else { throw .system("make", path) }
  }

  /// Removes a file; that there is none is no error.
  package static func removeFile(_ path: String) throws(Fault) {
    guard unlink(FileName.systemPath(path)) == 0 || errno == ENOENT else {
      throw .system("remove", path)
    }
  }

  /// Gives a file another name.
  package static func rename(_ path: String, to newPath: String) throws(Fault) {
    guard Glibc.rename(FileName.systemPath(path), FileName.systemPath(newPath)) == 0 else {
      throw .system("rename", path)
    }
  }

  /// Removes whatever is at `path`, links and pipes included; none there is no error.
  package static func removeTree(_ path: String) throws(Fault) {
    var status = stat()
    guard lstat(FileName.systemPath(path), &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else { return try removeFile(path) }
    for name in try names(in: path) { try removeTree(path + "/" + name) }
    guard rmdir(FileName.systemPath(path)) == 0 else { throw .system("remove", path) }
  }

  /// Writes `bytes` to a file, which is made or emptied; not synced.
  package static func write(_ bytes: [UInt8], to path: String) throws(Fault) {
    let descriptor = open(
      FileName.systemPath(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .system("create", path) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw .system("write", path) }
      rest = rest.dropFirst(count)
    }
  }
}

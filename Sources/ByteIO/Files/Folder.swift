import CPrepSystem
import Glibc

/// A directory whose contents are reached from one open handle.
///
/// It is opened at the first use and stays the same directory as long as the value lives, whatever
/// becomes of its path. `path` itself is the user's own word and may lead through links; what is
/// below is reached by `FilePlace` without following any, so that nothing inside the directory can
/// lead a write or a removal out of it.
package final class Folder: Sendable {
  /// The directory as the user named it.
  package let path: String
  /// The open directory; -1 before the first use.
  private let handle: Monitor<CInt>

  /// The directory that the user names.
  package init(_ path: String) {
    self.path = path
    handle = Monitor(-1)
  }

  /// The directory at a place below another folder, opened now.
  package init(opening place: FilePlace) throws(Fault) {
    path = place.path
    handle = Monitor(try place.open(O_RDONLY | O_DIRECTORY, "open"))
  }

  deinit {
    let descriptor = handle.withLock { $0 }
    if descriptor >= 0 { close(descriptor) }
  }

  /// What `name`, a path below the directory, stands for.
  package func place(_ name: String) -> FilePlace { FilePlace(name, in: self) }

  /// The open directory; it is closed when the folder goes away.
  package func descriptor() throws(Fault) -> CInt {
    try handle.withLock { (descriptor) throws(Fault) -> CInt in
      if descriptor < 0 { descriptor = try Self.open(path) }
      return descriptor
    }
  }

  /// Makes the directory and those above it where they are missing, durably: each new name is synced
  /// in the directory that holds it.
  package func make() throws(Fault) {
    try Self.make(path)
    _ = try descriptor()
  }

  private static func make(_ path: String) throws(Fault) {
    if unsafe mkdir(FileName.systemPath(path), 0o777) == 0 {
      return try synchronize(FileSystem.directory(of: path))
    }
    switch errno {
    case EEXIST:
      guard FileSystem.kind(of: path) == .directory else {
        throw .file("make the directory", path, detail: "a file of that name is in the way")
      }
    case ENOENT where FileSystem.directory(of: path) != path:
      try make(FileSystem.directory(of: path))
      try make(path)
    default:
      throw .system("make the directory", path)
    }
  }

  private static func open(_ path: String) throws(Fault) -> CInt {
    let descriptor = unsafe Glibc.open(
      FileName.systemPath(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open", path) }
    return descriptor
  }

  private static func synchronize(_ path: String) throws(Fault) {
    let descriptor = try open(path)
    defer { close(descriptor) }
    guard FailPoint.syncDirectory.pass(path), fsync(descriptor) == 0 else {
      throw .system("sync the directory", path)
    }
  }
}

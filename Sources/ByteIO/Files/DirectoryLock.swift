import Glibc

/// Keeps a second process away from a directory, for as long as the value lives.
///
/// An advisory lock of the kernel's on the directory itself (flock(2)): it ends with the process,
/// however that ends, so there is never a stale one to clean up.
package struct DirectoryLock: ~Copyable, Sendable {
  /// What holds the lock; a process that inherits it holds it too.
  package let descriptor: CInt

  /// Takes the lock; nil where another process holds it.
  package static func take(_ folder: Folder) throws(Fault) -> DirectoryLock? {
    // Opened anew: the lock belongs to what is opened here, and ends with it.
    let descriptor = try folder.place(".").open(O_RDONLY | O_DIRECTORY, "open")
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(descriptor)
      if reason == EWOULDBLOCK { return nil }
      throw .file("lock", folder.path, errorNumber: reason)
    }
    return DirectoryLock(descriptor: descriptor)
  }

  private init(descriptor: CInt) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}

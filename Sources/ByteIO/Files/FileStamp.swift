import Glibc

/// Which file it is and when it was last written to: what tells a file from itself of another time.
///
/// A file that is only read keeps its stamp. Whatever writes to it, replaces it, links it or changes
/// its rights gives another one, as far as the file system's clock goes (some milliseconds).
package struct FileStamp: Sendable, Equatable {
  package var device: UInt64
  package var inode: UInt64
  package var byteCount: UInt64
  /// Nanoseconds since 1970: when the content was last written.
  package var modifiedAt: Int64
  /// Nanoseconds since 1970: when content, name or rights last changed; no program can set it.
  package var changedAt: Int64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    byteCount = UInt64(status.st_size)
    modifiedAt = Self.nanoseconds(status.st_mtim)
    changedAt = Self.nanoseconds(status.st_ctim)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  /// What became of a file that had the stamp `earlier`; nil where nothing did.
  package func change(since earlier: FileStamp) -> String? {
    if self == earlier { return nil }
    if device != earlier.device || inode != earlier.inode {
      return "another file has taken its place"
    }
    if byteCount != earlier.byteCount {
      return "expected \(earlier.byteCount) bytes, found \(byteCount)"
    }
    return modifiedAt != earlier.modifiedAt
      ? "it was written to, at the same length" : "its content, name or rights were touched"
  }
}

import ByteIO

/// A directory that appears under its name only when all in it is written.
///
/// Files go to `PATH.prep-export`, which is renamed at the end. A second export to the same place is
/// kept away by a lock; what a killed one left behind is removed by the next.
struct ExportDirectory: ~Copyable {
  private let path: String
  /// Where the files are until then.
  let temporaryPath: String
  private let lock: DirectoryLock
  private var isCommitted = false

  /// What keeps others away, for a program that writes here: while it runs, the place is taken.
  var lockDescriptor: CInt { lock.descriptor }

  private static let temporarySuffix = ".prep-export"

  /// Starts a directory that is to appear as `path`, where nothing may be yet.
  init(_ path: String) throws {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") {
      path.unicodeScalars.removeLast()
    }
    try Self.checkIsFree(path)
    let temporaryPath = path + Self.temporarySuffix
    let lock = try CommandError.wrap { () throws -> DirectoryLock in
      try FileSystem.makeDirectories(temporaryPath)
      guard let lock = try DirectoryLock.take(temporaryPath) else {
        throw CommandError("another export is writing \(path)", status: .failure)
      }
      for name in try FileSystem.names(in: temporaryPath) {
        try FileSystem.removeTree(temporaryPath + "/" + name)
      }
      return lock
    }
    self.path = path
    self.temporaryPath = temporaryPath
    self.lock = lock
  }

  deinit {
    // The error that made the caller give up matters more than one from tidying up after it.
    if !isCommitted { try? FileSystem.removeTree(temporaryPath) }
  }

  private static func checkIsFree(_ path: String) throws {
    guard !FileSystem.exists(path) else {
      throw CommandError.usage(
        "--output \(path) is there already: an export overwrites nothing; give another name")
    }
  }

  /// Makes the directory appear under its name, durably.
  consuming func commit() throws {
    try Self.checkIsFree(path)
    let (path, temporaryPath) = (path, temporaryPath)
    try CommandError.wrap {
      try FileSystem.synchronizeDirectory(temporaryPath)
      try FileSystem.rename(temporaryPath, to: path)
    }
    isCommitted = true
    try CommandError.wrap {
      try FileSystem.synchronizeDirectory(FileSystem.directory(of: path))
    }
  }
}

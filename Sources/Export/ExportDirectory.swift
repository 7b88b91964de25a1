package import ByteIO

/// A directory that appears under its name only when all in it is written.
///
/// Files go to a new directory beside it, `PATH.0123456789abcdef.prep-export` with random digits,
/// which is renamed at the end. It is locked as long as its export runs, so that a second export to
/// the same place can see the first, and tell what a killed one has left.
package struct ExportDirectory: ~Copyable {
  private let place: FilePlace
  private let temporary: FilePlace
  private let lock: DirectoryLock
  private var isCommitted = false
  /// Where the files are until then.
  package let folder: Folder

  /// The same for a program that is given `lockDescriptor`: as it opens the directory itself and
  /// not its name, nothing can be put in its place.
  var inheritedPath: String { "/proc/self/fd/\(lock.descriptor)" }

  /// What keeps others away, for a program that writes here: while it runs, the place is taken.
  var lockDescriptor: CInt { lock.descriptor }

  private static let temporarySuffix = ".prep-export"

  /// Starts a directory that is to appear as `path`, where nothing may be yet.
  package init(_ path: String) throws(Fault) {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") {
      path.unicodeScalars.removeLast()
    }
    let parent = Folder(FileSystem.directory(of: path))
    let place = parent.place(FilePlace(path).lastName)
    try Self.checkIsFree(place)
    let temporary = parent.place(
      AtomicFile.temporaryName(for: place.lastName, suffix: Self.temporarySuffix))
    try parent.make()
    try Self.removeLeftovers(of: place, in: parent)
    try temporary.makeNewDirectory()
    let folder = try Folder(opening: temporary)
    lock = try Self.lock(folder, of: place)
    self.folder = folder
    self.place = place
    self.temporary = temporary
  }

  deinit {
    // The error that made the caller give up matters more than one from tidying up after it.
    if !isCommitted { try? temporary.removeTree() }
  }

  private static func checkIsFree(_ place: FilePlace) throws(Fault) {
    guard !place.lastName.isEmpty else {
      throw .usage("--output expects the name of a directory to make")
    }
    guard !place.exists else {
      throw .usage(
        "--output \(place.path) is there already: an export overwrites nothing; give another name")
    }
  }

  /// Takes the lock of `folder`, or says that another export to `place` has it.
  private static func lock(
    _ folder: Folder, of place: FilePlace
  ) throws(Fault) -> DirectoryLock {
    let lock = try DirectoryLock.take(folder)
    guard let lock else { throw .failed("another export is writing \(place.path)") }
    return lock
  }

  /// Removes what killed exports to the same place left.
  ///
  /// That is what has such a name, is the user's own, is locked by nobody, and holds nothing but
  /// files that exports make; anything else stays as it is.
  private static func removeLeftovers(
    of place: FilePlace, in parent: Folder
  ) throws(Fault) {
    let names = try parent.place(".").names()
    for name in names
    where AtomicFile.target(ofTemporary: name, suffix: temporarySuffix) == place.lastName {
      let leftover = parent.place(name)
      guard leftover.kind == .directory, leftover.isOwn else { continue }
      // Whose export has just ended is gone, or has its own name.
      guard let folder = try? Folder(opening: leftover) else { continue }
      let lock = try lock(folder, of: place)
      let areOurs = try leftover.entries().allSatisfy {
        $0.kind == .directory || ($0.kind == .file && isExported($0.name))
      }
      if areOurs { try leftover.removeTree(where: isExported) }
      _ = consume lock
    }
  }

  /// Whether a file of an export may have this name, or has it until it is whole.
  private static func isExported(_ name: String) -> Bool {
    let last = FilePlace(name).lastName
    return ExportFormats.isFileOfDirectory(AtomicFile.target(ofTemporary: last) ?? last)
  }

  /// Makes the directory appear under its name, durably.
  package consuming func commit() throws(Fault) {
    try Self.checkIsFree(place)
    let (place, temporary) = (place, temporary)
    try temporary.synchronizeDirectory()
    try temporary.renameToNew(place)
    isCommitted = true
  }
}

import CPrepSystem
import Glibc

// The one place in the project where names are made, changed and removed. All of it goes from an
// open directory and follows no link (scripts/check-sources.sh looks for calls anywhere else).

extension FilePlace {
  /// Makes this directory and those above it, as far as the folder, where they are missing; each new
  /// name is synced in the directory that holds it.
  package func makeDirectories() throws(Fault) {
    try parent?.makeDirectories()
    try withParent { (directory, name) throws(Fault) in
      if unsafe mkdirat(directory, FileName.systemPath(name), 0o777) == 0 {
        return try Self.synchronize(directory, path)
      }
      guard errno == EEXIST else { throw refusal("make the directory") }
    }
    guard kind == .directory else {
      throw .file(
        "make the directory", path,
        detail: "a file or a symbolic link of that name is in the way; remove it")
    }
  }

  /// Gives what is here the name of `other`, replacing what has it, atomically and durably
  /// (renameat(2), then the sync of the directory).
  package func rename(to other: FilePlace) throws(Fault) {
    try rename(to: other, replaces: true)
  }

  /// The same, but what has the new name is not replaced: that is the error EEXIST.
  package func renameToNew(_ other: FilePlace) throws(Fault) {
    try rename(to: other, replaces: false)
  }

  private func rename(to other: FilePlace, replaces: Bool) throws(Fault) {
    guard FailPoint.rename.pass(other.path) else { throw .system("rename to \(other.path)", path) }
    try withParent { (directory, name) throws(Fault) in
      try other.withParent { (otherDirectory, otherName) throws(Fault) in
        let (name, otherName) = (FileName.systemPath(name), FileName.systemPath(otherName))
        let status =
          if replaces {
            unsafe renameat(directory, name, otherDirectory, otherName)
          } else {
            unsafe cprep_rename_new(directory, name, otherDirectory, otherName)
          }
        guard status == 0 else { throw .system("rename to \(other.path)", path) }
        try Self.synchronize(otherDirectory, FileSystem.directory(of: other.path))
      }
    }
  }

  /// Waits until this directory's names are on the disk: a new name is durable only then.
  package func synchronizeDirectory() throws(Fault) {
    let directory = try open(O_RDONLY | O_DIRECTORY, "open")
    defer { close(directory) }
    try Self.synchronize(directory, path)
  }

  /// Makes this directory where there is nothing yet, not even a link.
  package func makeNewDirectory() throws(Fault) {
    try withParent { (directory, name) throws(Fault) in
      guard unsafe mkdirat(directory, FileName.systemPath(name), 0o777) == 0 else {
        throw refusal("make the directory")
      }
      try Self.synchronize(directory, path)
    }
  }

  /// Removes a file, or a link and not what it leads to; that there is none is no error.
  package func remove() throws(Fault) {
    let place = resolved()
    guard place.parent.map({ $0.kind != nil }) ?? true else { return }
    try place.withParent { (directory, name) throws(Fault) in
      try Self.unlink(name, in: directory, 0, path)
    }
  }

  /// Removes this directory and all in it; that there is none is no error.
  ///
  /// - Parameter isOurs: Asked for every file, by its path below this directory: the first that is
  ///   not ours, and any link or device, is an error, and is left as it is. Everything is asked for
  ///   before anything is removed.
  package func removeTree(
    where isOurs: (_ name: String) -> Bool = { _ in true }
  ) throws(Fault) {
    guard kind != nil else { return }
    let entries = try entries()
    for entry in entries {
      guard entry.kind == .directory || (entry.kind == .file && isOurs(entry.name)) else {
        throw .file(
          "remove", place(entry.name).path,
          detail: "it is not a file that prep made; move it away, and run the command again")
      }
    }
    // From the leaves up. What somebody puts here meanwhile makes its directory's removal fail.
    for entry in entries.reversed() {
      try place(entry.name).withParent { (directory, name) throws(Fault) in
        try Self.unlink(
          name, in: directory, entry.kind == .directory ? AT_REMOVEDIR : 0, place(entry.name).path)
      }
    }
    try withParent { (directory, name) throws(Fault) in
      try Self.unlink(name, in: directory, AT_REMOVEDIR, path)
    }
  }

  /// All that is in this directory and below, by path from here; a directory stands before what it
  /// holds, and links are not followed.
  package func entries() throws(Fault) -> [(name: String, kind: FileSystem.Kind)] {
    var found: [(name: String, kind: FileSystem.Kind)] = []
    for name in try names() {
      let inner = place(name)
      guard let kind = inner.kind else { continue }
      found.append((name, kind))
      if kind == .directory {
        found += try inner.entries().map { (name + "/" + $0.name, $0.kind) }
      }
    }
    return found
  }

  private static func unlink(
    _ name: String, in directory: CInt, _ flags: CInt, _ path: String
  ) throws(Fault) {
    guard unsafe unlinkat(directory, FileName.systemPath(name), flags) == 0 || errno == ENOENT
    else { throw .system("remove", path) }
  }

  private static func synchronize(_ directory: CInt, _ path: String) throws(Fault) {
    guard FailPoint.syncDirectory.pass(path), fsync(directory) == 0 else {
      throw .system("sync the directory", path)
    }
  }
}

import CPrepSystem
import Glibc

/// Where a file or directory is: below a folder, or where the user says.
///
/// Below a folder, `name` is looked up from the folder's open handle, and a symbolic link anywhere
/// in it is an error: what a directory holds may come from a stranger. A place that the user named
/// is his own, and is read through whatever links lead there.
package struct FilePlace: Sendable {
  /// The folder that holds it; nil for a place that the user named.
  let folder: Folder?
  /// The path below the folder, or the user's path.
  package let name: String

  init(_ name: String, in folder: Folder) {
    self.folder = folder
    self.name = name
  }

  /// A place that the user named.
  package init(_ path: String) {
    folder = nil
    name = path
  }

  /// The path for messages, and for programs that open the file themselves.
  package var path: String { folder.map { $0.path + "/" + name } ?? name }

  /// What `name` is below this directory.
  package func place(_ name: String) -> FilePlace {
    let name = self.name + "/" + name
    return folder.map { FilePlace(name, in: $0) } ?? FilePlace(name)
  }

  /// The last part of the name.
  package var lastName: String {
    guard let slash = name.utf8.lastIndex(of: FileSystem.slash) else { return name }
    return String(name[name.utf8.index(after: slash)...])
  }

  /// The directory that holds it, as a place; nil where that is the folder itself.
  package var parent: FilePlace? {
    guard let slash = name.utf8.lastIndex(of: FileSystem.slash) else { return nil }
    let name = String(name[..<slash])
    return folder.map { FilePlace(name, in: $0) } ?? FilePlace(name)
  }

  /// A place of the same directory with another name.
  func sibling(_ name: String) -> FilePlace {
    parent?.place(name) ?? folder?.place(name) ?? FilePlace(name)
  }

  /// The same place, named from a folder: for what is to be changed, where only the directory may
  /// be reached through links and what has the name itself may not.
  package func resolved() -> FilePlace {
    guard folder == nil else { return self }
    return Folder(FileSystem.directory(of: name)).place(lastName)
  }
}

// MARK: What is there

extension FilePlace {
  /// What the place holds; nil where there is nothing, or nothing that can be reached.
  ///
  /// A link below a folder is `.other`.
  package var kind: FileSystem.Kind? { status.map { FileSystem.Kind(mode: $0.st_mode) } }

  /// Which file the place holds; nil where there is none.
  package var identity: FileIdentity? {
    status.map { FileIdentity(device: UInt64($0.st_dev), number: UInt64($0.st_ino)) }
  }

  /// Whether it belongs to the user of this process.
  package var isOwn: Bool { status?.st_uid == geteuid() }

  private var status: stat? {
    var status = stat()
    guard folder != nil else {
      return unsafe stat(FileName.systemPath(name), &status) == 0 ? status : nil
    }
    let isThere = try? withParent { (directory, name) throws(Fault) -> Bool in
      unsafe fstatat(directory, FileName.systemPath(name), &status, AT_SYMLINK_NOFOLLOW) == 0
    }
    return isThere == true ? status : nil
  }

  package var exists: Bool { kind != nil }

  /// The names in this directory, without `.` and `..`, sorted by their bytes.
  package func names() throws(Fault) -> [String] {
    try FileSystem.names(in: try open(O_RDONLY | O_DIRECTORY, "list"), path: path)
  }

  /// All bytes of a regular file of at most `limit` bytes.
  package func read(limit: Int = FileSystem.readLimit) throws(Fault) -> ByteBuffer {
    try File.openRegular(self).readAll(limit: limit)
  }

  /// Opens the place; the caller closes the descriptor.
  func open(_ flags: CInt, _ operation: String) throws(Fault) -> CInt {
    let name = FileName.systemPath(name)
    let descriptor =
      if let folder {
        unsafe cprep_open_beneath(try folder.descriptor(), name, flags, 0o666)
      } else {
        unsafe Glibc.open(name, flags | O_CLOEXEC)
      }
    guard descriptor >= 0 else { throw refusal(operation) }
    return descriptor
  }

  /// The error for a call that has just failed; says what a link in the way is.
  func refusal(_ operation: String) -> Fault {
    guard folder != nil, errno == ELOOP || errno == EXDEV else { return .system(operation, path) }
    return .file(
      operation, path, errorNumber: errno,
      detail: "a symbolic link is in the way, and prep follows none inside a data set; "
        + "remove the link, or choose another directory")
  }

  /// Calls `body` with the open directory that holds the place, and the name in it.
  ///
  /// Only for a place below a folder.
  func withParent<Result>(
    _ body: (CInt, String) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    guard let folder else { return try resolved().withParent(body) }
    guard let parent else { return try body(try folder.descriptor(), name) }
    let directory = try parent.open(O_RDONLY | O_DIRECTORY, "open")
    defer { close(directory) }
    return try body(directory, lastName)
  }
}

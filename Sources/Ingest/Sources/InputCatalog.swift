package import ByteIO
import Glibc

/// The list of input files that a command line names.
package enum InputCatalog {
  /// How many inputs a build reads at most, and the bytes of all their names: a manifest and a plan,
  /// which name each, must stay within what a reader takes (docs/FORMAT.md).
  package static let maximumCount = 1 << 19
  static let maximumNameByteCount = 1 << 27

  /// Expands arguments (files, directories, `-`) into files, in a fixed order.
  ///
  /// The arguments keep the order they are given in. A directory gives the regular files below
  /// it, sorted by the bytes of their paths; names that begin with a dot are left out, and those of
  /// `companions`; links to files are followed, linked directories are not descended. Pipes may be named, and have no
  /// length. Every regular file is opened once to see that it can be read, and is of no format
  /// that cannot be; what it was then it must stay (`InputFile.stamp`).
  ///
  /// - Parameter windowLog: The memory that a zstd frame may ask for, as a power of two.
  package static func list(
    _ arguments: [String], windowLog: Int = ZstdStream.defaultWindowLog
  ) throws(Fault) -> [InputFile] {
    guard !arguments.isEmpty else { throw .noInput }
    var inputs: [InputFile] = []
    for argument in arguments {
      if argument == InputFile.standardInputPath {
        guard !inputs.contains(where: \.isStandardInput) else { throw .standardInputTwice }
        inputs.append(InputFile(path: argument, byteCount: nil))
        continue
      }
      switch FileSystem.kind(of: argument) {
      case .directory:
        var paths: [String] = []
        try collect(argument, into: &paths)
        guard !paths.isEmpty else { throw .emptyDirectory(path: argument) }
        paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for path in paths { inputs.append(try regularFile(path)) }
      case .other:
        // Opening a pipe to look at it would take its bytes.
        inputs.append(InputFile(path: argument, byteCount: nil))
      case .file, nil:
        inputs.append(try regularFile(argument))
      }
    }
    let nameByteCount = inputs.reduce(0) { $0 + $1.path.utf8.count }
    guard inputs.count <= maximumCount, nameByteCount <= maximumNameByteCount else {
      throw .tooManyInputs(count: inputs.count, nameByteCount: nameByteCount)
    }
    for index in inputs.indices { inputs[index].windowLog = windowLog }
    return inputs
  }

  /// One file; anything else that `path` may name is an error, and nothing is waited for.
  package static func regularFile(_ path: String) throws(Fault) -> InputFile {
    var magic = ByteBuffer()
    let stamp: FileStamp
    do {
      let file = try File.openRegular(path)
      // Before the first byte is read: whatever is written from now on changes it.
      stamp = try file.stamp()
      _ = try file.read(InputCompression.magicByteCount, at: 0, into: &magic)
    } catch {
      throw error.ofInput
    }
    if let format = ForeignFormats.format(of: magic.span) {
      throw .foreignFormat(path: path, format)
    }
    return InputFile(path: path, stamp: stamp)
  }

  /// Files that stand beside data and are none, in what a hub of data sets gives: left out of a
  /// directory, and read where they are named themselves.
  static let companions: Set<String> = [
    "README", "README.md", "README.txt", "LICENSE", "LICENSE.md", "LICENSE.txt", "CITATION.cff",
    "dataset_info.json", "dataset_infos.json", "dataset_dict.json", "state.json",
  ]

  private static func collect(
    _ directory: String, into paths: inout [String]
  ) throws(Fault) {
    let names: [String]
    do { names = try FileSystem.names(in: directory) } catch { throw error.ofInput }
    for name in names
    where name.utf8.first != UInt8(ascii: ".") && !companions.contains(name) {
      let path =
        directory.utf8.last == UInt8(ascii: "/") ? directory + name : directory + "/" + name
      switch FileSystem.kind(of: path) {
      case .directory:
        if !isSymbolicLink(path) { try collect(path, into: &paths) }
      case .file:
        paths.append(path)
      case .other:
        break
      case nil:
        // A link to nowhere, most likely: said now, since it may be data that is missing.
        _ = try regularFile(path)
      }
    }
  }

  private static func isSymbolicLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(FileName.systemPath(path), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}

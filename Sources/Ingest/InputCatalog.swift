import ByteIO
import Glibc

/// The list of input files that a command line names.
package enum InputCatalog {
  /// Expands arguments (files, directories, `-`) into files, in a fixed order.
  ///
  /// The arguments keep the order they are given in. A directory gives the regular files below
  /// it, sorted by the bytes of their paths; names that begin with a dot are left out, links to
  /// files are followed, linked directories are not descended. Pipes may be named, and have no
  /// length. Every regular file is opened once to see that it can be read, and is of no format
  /// that cannot be.
  package static func list(_ arguments: [String]) throws(IngestError) -> [InputFile] {
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
    return inputs
  }

  private static func regularFile(_ path: String) throws(IngestError) -> InputFile {
    var magic = ByteBuffer()
    let byteCount = try reading { () throws(FileError) in
      let file = try File.open(path)
      _ = try file.read(InputCompression.magicByteCount, at: 0, into: &magic)
      return try file.byteCount()
    }
    if let format = ForeignFormat(magic: magic.span) { throw .foreignFormat(path: path, format) }
    return InputFile(path: path, byteCount: byteCount)
  }

  private static func collect(
    _ directory: String, into paths: inout [String]
  ) throws(IngestError) {
    let names = try reading { () throws(FileError) in try FileSystem.names(in: directory) }
    for name in names where !name.hasPrefix(".") {
      let path = directory.hasSuffix("/") ? directory + name : directory + "/" + name
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
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}

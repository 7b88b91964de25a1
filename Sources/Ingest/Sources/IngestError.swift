package import ByteIO

/// Why the input cannot be read: nothing that a record could be blamed for.
///
/// Rendered as one line: what was found where, what was expected, and what to do.
package enum IngestError: Error, Equatable, CustomStringConvertible {
  /// No input was named.
  case noInput
  /// Standard input was named twice; it can be read once.
  case standardInputTwice
  /// More files than a data set can name.
  case tooManyInputs(count: Int, nameByteCount: Int)
  /// A directory holds no files.
  case emptyDirectory(path: String)
  /// A file of a format that is not read.
  case foreignFormat(path: String, ForeignFormat)
  /// The system refused to open, list or read.
  case file(FileError)
  /// A file is not what it was when the run began.
  case changed(path: String, change: String)
  /// A compressed input ends in the middle of a gzip member or zstd frame.
  case truncated(
    path: String, compression: InputCompression, compressedByteOffset: UInt64,
    decompressedByteOffset: UInt64)
  /// A zstd input was compressed with a window that is larger than the memory given to one.
  case largeWindow(path: String)
  /// A compressed input does not hold what its format asks for.
  case corrupt(
    path: String, compression: InputCompression, compressedByteOffset: UInt64,
    decompressedByteOffset: UInt64, detail: String)

  /// A file is longer or shorter than it was when the run began.
  package static func changed(
    path: String, expectedByteCount: UInt64, foundByteCount: UInt64
  ) -> IngestError {
    .changed(path: path, change: "expected \(expectedByteCount) bytes, found \(foundByteCount)")
  }

  package var description: String {
    switch self {
    case .noInput:
      "no input: name files, directories, or - for standard input"
    case .standardInputTwice:
      "standard input (-) is named twice and can be read only once: name it once"
    case .tooManyInputs(let count, let nameByteCount):
      "there are \(count) input files, with names of \(nameByteCount) bytes; expected at most "
        + "\(InputCatalog.maximumCount) files and \(InputCatalog.maximumNameByteCount) bytes: join "
        + "files of JSON Lines with cat"
    case .emptyDirectory(let path):
      "no files in the directory \(path) (names that begin with a dot are left out): "
        + "name a directory with JSON Lines files in it"
    case .foreignFormat(let path, let format):
      "\(path) holds \(format.name) data, expected JSON Lines in UTF-8, plain or compressed "
        + "with gzip or zstd: \(format.advice), or leave it out"
    case .file(let error):
      "\(error)" + Self.advice(for: error)
    case .changed(let path, let change):
      "\(path) changed while it was being read: \(change): "
        + "let what writes it finish, then run the same command again"
    case .truncated(let path, let compression, let compressed, let decompressed):
      "\(path) is truncated: its \(compression.rawValue) data ends at byte \(compressed), "
        + "in the middle of the data (decompressed byte \(decompressed)): "
        + "fetch or compress the file again"
    case .largeWindow(let path):
      "\(path) needs more than 128 MiB of memory to be decompressed: it was compressed with a window "
        + "above --long=27; pipe it in (zstd -dc --long=31 FILE | prep build - ...), or compress it "
        + "anew with at most --long=27"
    case .corrupt(let path, let compression, let compressed, let decompressed, let detail):
      "\(path) is corrupt: not valid \(compression.rawValue) data near byte \(compressed) "
        + "(decompressed byte \(decompressed)): \(detail): fetch or compress the file again"
    }
  }

  private static func advice(for error: FileError) -> String {
    switch error.errorNumber {
    case .some(FileError.notFound): ": check the path"
    case .some(FileError.noPermission): ": make it readable for this user, or leave it out"
    default: ""
    }
  }
}

/// Calls `body`, giving what the file system refuses this module's error type.
func reading<Result: ~Copyable>(
  _ body: () throws(FileError) -> Result
) throws(IngestError) -> Result {
  do throws(FileError) {
    return try body()
  } catch {
    throw .file(error)
  }
}

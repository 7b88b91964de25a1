package import ByteIO
import Glibc

// Why the input cannot be read: nothing that a record could be blamed for.

extension Fault.Kind {
  /// The input cannot be read, or is not what it was.
  package static let input = Self("input")
}

extension Fault {
  /// The same fault, where it is one of a file: of an input, with what to do about it.
  var ofInput: Fault {
    guard kind == .file else { return self }
    let advice =
      switch errorNumber {
      case ENOENT: ": check the path"
      case EACCES: ": make it readable for this user, or leave it out"
      default: ""
      }
    return Fault(.input, message + advice, errorNumber: errorNumber)
  }

  /// No input was named.
  package static let noInput = Fault(
    .input, "no input: name files, directories, or - for standard input")

  /// Standard input was named twice; it can be read once.
  package static let standardInputTwice = Fault(
    .input, "standard input (-) is named twice and can be read only once: name it once")

  /// More files than a data set can name.
  static func tooManyInputs(count: Int, nameByteCount: Int) -> Fault {
    Fault(
      .input,
      "there are \(count) input files, with names of \(nameByteCount) bytes; expected at most "
        + "\(InputCatalog.maximumCount) files and \(InputCatalog.maximumNameByteCount) bytes: join "
        + "files of JSON Lines with cat")
  }

  /// A directory holds no files.
  package static func emptyDirectory(path: String) -> Fault {
    Fault(
      .input,
      "no files in the directory \(path) (names that begin with a dot are left out): "
        + "name a directory with JSON Lines files in it")
  }

  /// A file of a format that is not read.
  package static func foreignFormat(path: String, _ format: ForeignFormat) -> Fault {
    Fault(
      .input,
      "\(path) holds \(format.name) data, expected JSON Lines in UTF-8, plain or compressed "
        + "with gzip or zstd: \(format.advice), or leave it out")
  }

  /// A file is not what it was when the run began.
  package static func changed(path: String, change: String) -> Fault {
    Fault(
      .input,
      "\(path) changed while it was being read: \(change): "
        + "let what writes it finish, then run the same command again")
  }

  /// A file is longer or shorter than it was when the run began.
  package static func changed(
    path: String, expectedByteCount: UInt64, foundByteCount: UInt64
  ) -> Fault {
    .changed(path: path, change: "expected \(expectedByteCount) bytes, found \(foundByteCount)")
  }

  /// A compressed input ends in the middle of a gzip member or zstd frame.
  package static func truncated(
    path: String, compression: InputCompression, compressedByteOffset: UInt64,
    decompressedByteOffset: UInt64
  ) -> Fault {
    Fault(
      .input,
      "\(path) is truncated: its \(compression.rawValue) data ends at byte "
        + "\(compressedByteOffset), in the middle of the data (decompressed byte "
        + "\(decompressedByteOffset)): fetch or compress the file again")
  }

  /// A zstd input was compressed with a window that is larger than the memory given to one.
  package static func largeWindow(path: String) -> Fault {
    Fault(
      .input,
      "\(path) needs more memory to be decompressed than it may have, 128 MiB unless set: it was "
        + "compressed with a larger window (zstd --long); give it more with --max-window 2GiB, or "
        + "pipe it in (zstd -dc --long=31 FILE | prep build - ...)")
  }

  /// A compressed input does not hold what its format asks for.
  package static func corrupt(
    path: String, compression: InputCompression, compressedByteOffset: UInt64,
    decompressedByteOffset: UInt64, detail: String
  ) -> Fault {
    Fault(
      .input,
      "\(path) is corrupt: not valid \(compression.rawValue) data near byte \(compressedByteOffset) "
        + "(decompressed byte \(decompressedByteOffset)): \(detail): fetch or compress the file again"
    )
  }
}

import ByteIO

/// One format of export, and all that the rest must know of it: the command's help and checks, what
/// may be replaced, what a killed export may have left, and the tests are made of these values.
package struct ExportFormat: Sendable {
  /// What a format has a place for.
  package enum Contents: Sendable {
    /// Rows, as a trainer reads them.
    case rows
    /// Records as they were before packing, whether or not `--unpacked` is given.
    case records
    /// Rows, or with `--unpacked` records.
    case rowsOrRecords
  }

  /// What an export makes, and how.
  package enum Product: Sendable {
    case file(FileProduct)
    case directory(DirectoryProduct)
  }

  /// One file, or standard output.
  package struct FileProduct: Sendable {
    /// The format in messages: "is no export to JSON Lines".
    package let title: String
    /// What the file is made of, which says how it may be shown on a screen.
    package let syntax: ExportSyntax
    /// How such a file begins: a file that begins otherwise is not replaced.
    package let beginning: [EarlierExport.Piece]
    /// Opens a writer to the file that is handed to it.
    let open: @Sendable (ExportTask, any ExportSink) throws(Fault) -> any ExampleWriter
  }

  /// A directory that appears when all in it is written.
  package struct DirectoryProduct: Sendable {
    /// The names of the files in it, folders left out: `index.json`, `*.npy` for all that end so.
    ///
    /// What a killed export has left is removed only where it holds no others.
    package let files: [String]
    /// Writes all files into the directory, which appears afterwards.
    let write: @Sendable (ExportTask, borrowing ExportDirectory) throws(Fault) -> Void
  }

  /// What `--format` takes.
  package let name: String
  /// What is written, for the command's help, where it stands after the name and a colon.
  package let help: String
  package let contents: Contents
  package let product: Product
  /// What whoever has made such an export should know; nil where there is nothing to say.
  package var note: String?
  /// Whether another program writes it, which the thread that waits for it must end at a signal.
  package var isWrittenByProgram = false

  /// Whether it makes one file, and not a directory.
  package var isFile: Bool {
    if case .file = product { true } else { false }
  }

  /// Whether records are written where `--unpacked` is given or not; nil where the format cannot.
  func holdsRecords(unpacked: Bool) -> Bool? {
    switch contents {
    case .rows: unpacked ? nil : false
    case .records: true
    case .rowsOrRecords: unpacked
    }
  }
}

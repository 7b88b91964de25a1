import ByteIO
import Export
import Glibc
import TestSupport

/// One export under test, into a directory of its own.
struct TrialExport {
  static let golden = Fixtures.path("shards/golden")

  let directory: TemporaryDirectory
  /// Where the export is to appear.
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("export")
  }

  /// Exports the golden data set, or `dataSet`, to `output`; nil is what a sink collects.
  @discardableResult
  func run(
    _ format: ExportFormat, of dataSet: String = golden, split: String? = nil,
    unpacked: Bool = false, to output: String?, stop: StopFlag = StopFlag()
  ) throws -> [UInt8] {
    let request = ExportRequest(
      directory: dataSet, format: format, split: split, unpacked: unpacked, output: output)
    let environment = ["PREP_PYTHON": try pythonStandIn()]
    let sink = CollectingSink()
    try request.run(stop: stop, environment: { environment[$0] }) { (_) throws(Fault) in sink
    }
    return sink.bytes
  }

  /// The error of such a run; nil where there is none.
  func failure(
    of format: ExportFormat, from dataSet: String = golden, split: String? = nil,
    unpacked: Bool = false, to output: String?, stop: StopFlag = StopFlag()
  ) -> Fault? {
    do {
      try run(format, of: dataSet, split: split, unpacked: unpacked, to: output, stop: stop)
      return nil
    } catch {
      return error as? Fault
    }
  }

  /// What is in the directory beside the export: what a failure left behind.
  func names() throws -> [String] {
    try FileSystem.names(in: directory.path).filter { $0 != "python" }
  }

  /// An interpreter for formats that Python writes: it writes down what it is asked to run.
  private func pythonStandIn() throws -> String {
    let path = try directory.write(
      """
      #!/bin/sh
      [ $# = 2 ] && exit 0
      program=$2
      shift 2
      for target; do :; done
      printf '%s\\n' "$program" "$1" >"$target/program.parquet"

      """, to: "python")
    chmod(path, 0o755)
    return path
  }

  /// Every file below a directory by its name there; of a file the file itself, without a name.
  static func files(below path: String) throws -> [String: [UInt8]] {
    guard FileSystem.kind(of: path) == .directory else {
      return FileSystem.exists(path) ? ["": try FileSystem.bytes(of: path)] : [:]
    }
    var files: [String: [UInt8]] = [:]
    for name in try FileSystem.names(in: path) {
      for (rest, bytes) in try Self.files(below: path + "/" + name) {
        files[rest.isEmpty ? name : name + "/" + rest] = bytes
      }
    }
    return files
  }
}

/// Stands for standard output.
final class CollectingSink: ExportSink {
  private(set) var bytes: [UInt8] = []

  func append(_ line: borrowing Span<UInt8>) throws(Fault) {
    bytes += line.withUnsafeBufferPointer(Array.init)
  }

  func finish() throws(Fault) {}
}

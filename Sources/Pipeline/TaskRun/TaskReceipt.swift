import ByteIO
import Ingest
import Shards

/// What a task leaves after all else when it is done: what it has written, so that two runs of it can
/// be compared.
struct TaskReceipt: JSONDocument, Equatable {
  /// A file that the task has written.
  struct File: Sendable, Equatable {
    var name: String
    var byteCount: UInt64
    var hash: Hash128
  }

  /// How an input is stored.
  struct Compression: Sendable, Equatable {
    var file: Int
    var compression: InputCompression
  }

  var stage: TaskStage
  var index: Int
  var files: [File] = []
  /// Of an encode task: the receipts of its units, and how its inputs are stored.
  var units: [PartReceipt] = []
  var compressions: [Compression] = []
  /// Of the plan: how many tasks write shards and rejected records.
  var assembleTaskCount = 0

  static let format = "prep task receipt"

  var json: JSONValue {
    [
      "format": .string(Self.format), "stage": .string(stage.rawValue), "index": JSONValue(index),
      "files": .array(
        files.map {
          [
            "name": .string($0.name), "byte_count": JSONValue($0.byteCount),
            "hash": .string($0.hash.description),
          ]
        }),
      "compressions": .array(
        compressions.map {
          [
            "file": JSONValue($0.file), "compression": .string($0.compression.rawValue),
          ]
        }),
      "units": .array(units.map(\.json)),
      "assemble_tasks": JSONValue(assembleTaskCount),
    ]
  }

  init(_ stage: TaskStage, _ index: Int) {
    self.stage = stage
    self.index = index
  }

  init(_ reader: JSONReader) throws(JSONError) {
    try reader["format"].require(Self.format)
    guard let stage = TaskStage(rawValue: try reader["stage"].string()) else {
      throw .unexpected(path: "stage", expected: "a stage")
    }
    self.stage = stage
    index = try reader["index"].integer(0...Int(UInt32.max))
    for file in try reader["files"].elements() {
      files.append(
        File(
          name: try file["name"].string(), byteCount: try file["byte_count"].integer(),
          hash: try file["hash"].hash()))
    }
    for entry in try reader["compressions"].elements() {
      guard let compression = InputCompression(rawValue: try entry["compression"].string()) else {
        throw .unexpected(path: entry.path, expected: "a way to compress")
      }
      compressions.append(
        Compression(file: try entry["file"].integer(0...Int(UInt32.max)), compression: compression))
    }
    assembleTaskCount = try reader["assemble_tasks"].integer(0...Int(UInt32.max))
    for unit in try reader["units"].elements() { units.append(try PartReceipt(unit)) }
  }
}

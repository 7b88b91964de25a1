package import ByteIO
import Shards

/// `run.json`: what the tasks of a build were told, written once before any of them.
package struct TaskRunFile: JSONDocument, Equatable {
  /// An input as it was listed.
  struct Input: Sendable, Equatable {
    var path: String
    var byteCount: UInt64
    /// Nanoseconds since 1970.
    var modifiedAt: Int64
    /// Whether several tasks read it: said here, so that the tasks are the same on every machine and
    /// at all times, whatever becomes of the file.
    var isCut: Bool
  }

  /// The arguments of `prep task init`, with those of a configuration file among them.
  package var arguments: [String]
  /// The directory in which they were given: relative paths count from it.
  package var directory: String
  var identity: BuildIdentity
  var inputs: [Input]
  /// How many of the inputs are no validation set of the user's own.
  var firstValidationInput: Int?
  var unitsPerTask: Int
  var bucketCount: Int

  private static let format = "prep task run"
  private static let version = 1

  package var json: JSONValue {
    .object(
      [
        .init("format", .string(Self.format)), .init("version", JSONValue(Self.version)),
        .init("arguments", .array(arguments.map { .string($0) })),
        .init("directory", .string(directory)), .init("identity", identity.value),
        .init(
          "inputs",
          .array(
            inputs.map {
              [
                "path": .string($0.path), "byte_count": JSONValue($0.byteCount),
                "modified_at": .string(String($0.modifiedAt)), "is_cut": .boolean($0.isCut),
              ]
            })),
        .init("units_per_task", JSONValue(unitsPerTask)), .init("buckets", JSONValue(bucketCount)),
      ] + (firstValidationInput.map { [.init("first_validation_input", JSONValue($0))] } ?? []))
  }

  init(
    arguments: [String], directory: String, identity: BuildIdentity, inputs: [Input],
    firstValidationInput: Int?, unitsPerTask: Int, bucketCount: Int
  ) {
    self.arguments = arguments
    self.directory = directory
    self.identity = identity
    self.inputs = inputs
    self.firstValidationInput = firstValidationInput
    self.unitsPerTask = unitsPerTask
    self.bucketCount = bucketCount
  }

  package init(_ reader: JSONReader) throws(JSONError) {
    try reader["format"].require(Self.format)
    let _: Int = try reader["version"].integer(Self.version...Self.version)
    arguments = []
    for argument in try reader["arguments"].elements() { arguments.append(try argument.string()) }
    directory = try reader["directory"].string()
    identity = BuildIdentity(try reader["identity"].value)
    inputs = []
    for input in try reader["inputs"].elements() {
      guard let modifiedAt = Int64(try input["modified_at"].string()) else {
        throw .unexpected(path: input.path, expected: "nanoseconds since 1970")
      }
      inputs.append(
        Input(
          path: try input["path"].string(), byteCount: try input["byte_count"].integer(),
          modifiedAt: modifiedAt, isCut: try input["is_cut"].boolean()))
    }
    if let number = try reader.optional("first_validation_input") {
      firstValidationInput = try number.integer()
    }
    unitsPerTask = try reader["units_per_task"].integer(1...1_000_000)
    bucketCount = try reader["buckets"].integer(1...65_536)
  }
}

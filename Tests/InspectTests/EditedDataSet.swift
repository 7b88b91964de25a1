import ByteIO
import TestSupport

/// A copy of the golden data set in which documents are changed, and the manifest made to agree.
struct EditedDataSet {
  static let golden = Fixtures.path("shards/golden")

  let directory: TemporaryDirectory
  var path: String { directory.file("set") }

  init() throws {
    directory = try TemporaryDirectory()
    for name in ["manifest.json", "plan", "report.json", "rejected/00000.jsonl"] {
      try directory.write(try FileSystem.bytes(of: Self.golden + "/" + name), to: "set/" + name)
    }
  }

  /// Puts `text` in the place of the file `name`, which the manifest lists.
  func put(_ text: String, as name: String) throws {
    let bytes = Array(text.utf8)
    try directory.write(bytes, to: "set/" + name)
    let manifest = try FileSystem.bytes(of: path + "/manifest.json")
    let value = try JSONReader(parsing: manifest.span).value
    let members = value.members.map { member -> JSONValue.Member in
      guard member.key == "files", case .array(let files) = member.value else { return member }
      return .init("files", .array(files.map { Self.described($0, name, bytes) }))
    }
    try directory.write(Seal.manifest(.object(members)), to: "set/manifest.json")
  }

  /// An entry of the manifest's files, made right where it is that of `name`.
  private static func described(_ file: JSONValue, _ name: String, _ bytes: [UInt8]) -> JSONValue {
    guard file.members.contains(where: { $0.value == .string(name) }) else { return file }
    return .object(
      file.members.map { member in
        switch member.key {
        case "byte_count": .init("byte_count", JSONValue(bytes.count))
        case "hash": .init("hash", .string(Hash128(of: bytes.span).description))
        default: member
        }
      })
  }
}

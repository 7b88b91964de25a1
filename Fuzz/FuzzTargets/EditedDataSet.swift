import ByteIO
import Shards
import TestSupport

/// A small data set in which single files are exchanged, with all hashes made right again: what a
/// stranger can hand out.
struct EditedDataSet {
  private let directory: TemporaryDirectory
  private let golden = Fixtures.path("shards/golden")
  var path: String { directory.file("set") }

  init() throws {
    directory = try TemporaryDirectory()
    for name in try FilePlace(golden).entries().filter({ $0.kind == .file }).map(\.name) {
      _ = try directory.copy(golden + "/" + name, to: "set/" + name)
    }
  }

  /// The manifest as it is.
  func manifest() throws -> JSONValue {
    let bytes = try FileSystem.bytes(of: golden + "/" + DataSetName.manifest)
    return try JSONReader(parsing: bytes.span).value
  }

  /// Puts `bytes` in the place of a file that the manifest lists or does not know.
  func put(_ bytes: [UInt8], as name: String) throws {
    _ = try directory.write(bytes, to: "set/" + name)
  }

  /// Writes a manifest in which `files` lists what is there now.
  func seal(_ manifest: JSONValue, _ files: [String: [UInt8]]) throws {
    let members = manifest.members.map { member -> JSONValue.Member in
      guard member.key == "files", case .array(let listed) = member.value else { return member }
      return .init("files", .array(listed.map { Self.updated($0, files) }))
    }
    try put(Seal.manifest(.object(members)), as: DataSetName.manifest)
  }

  private static func updated(_ entry: JSONValue, _ files: [String: [UInt8]]) -> JSONValue {
    guard case .string(let name) = entry.member("name"), let bytes = files[name] else {
      return entry
    }
    return .object(
      entry.members.map { member in
        switch member.key {
        case "byte_count": .init(member.key, JSONValue(bytes.count))
        case "hash": .init(member.key, .string(Hash128(of: bytes.span).description))
        default: member
        }
      })
  }
}

package import ByteIO
import Filters
import Shards
import Tokenizer

/// What a build was told, as `work/build.json` and the manifest hold it: two builds whose
/// identities are equal make the same bytes of the same input.
package struct BuildIdentity: Sendable, Equatable {
  /// One member that differs between two identities.
  package struct Difference: Sendable, Equatable, CustomStringConvertible {
    package var path: String
    package var before: String
    package var now: String

    package var description: String { "\(path): then \(before), now \(now)" }
  }

  package let value: JSONValue

  package init(_ value: JSONValue) {
    self.value = value
  }

  /// The members in which `self` differs from `earlier`, by path, in the order they stand.
  package func differences(from earlier: BuildIdentity) -> [Difference] {
    var differences: [Difference] = []
    Self.compare(earlier.value, value, path: "", into: &differences)
    return differences
  }

  /// Everything that the bytes of a build depend on, but for the input's own bytes.
  init(
    of options: BuildOptions, _ layout: LayoutOptions, inputs: [String], tool: String,
    tokenizer: LoadedTokenizer
  ) {
    let versions = FilterVersions.current
    self.init([
      "tool": ["name": "prep", "version": .string(tool)],
      "libraries": [
        "zstd": .string(ZstdCompressor.libraryVersion), "icu": .string(versions.icu),
        "cld2": .string(versions.cld2),
      ],
      "tokenizer": [
        "sha256": .string(tokenizer.sha256),
        "behaviour_hash": .string(tokenizer.behaviourHash.description),
        "token_count": JSONValue(tokenizer.vocabulary.tokenCount),
      ],
      "template": [
        "name": .string(options.conversation.template.name),
        "version": .string(options.conversation.template.version),
        "date": .string(options.conversation.date),
      ],
      "options": options.record(layout),
      "inputs": .array(inputs.map { .string($0) }),
    ])
  }

  /// The identity of the build that made a data set.
  init(of manifest: Manifest) {
    self.init([
      "tool": ["name": .string(manifest.toolName), "version": .string(manifest.toolVersion)],
      "libraries": .object(manifest.libraries.map { .init($0.name, .string($0.version)) }),
      "tokenizer": [
        "sha256": .string(manifest.tokenizer.fileHash.description),
        "behaviour_hash": .string(manifest.tokenizer.behaviourHash.description),
        "token_count": JSONValue(manifest.tokenizer.tokenCount),
      ],
      "template": [
        "name": .string(manifest.template.name), "version": .string(manifest.template.version),
        "date": .string(manifest.template.date),
      ],
      "options": .object(manifest.options),
      "inputs": .array(manifest.inputs.map { .string($0.path) }),
    ])
  }

  /// The identity of the same records laid out in another way.
  func replacing(_ layout: LayoutOptions) -> BuildIdentity {
    let record = layout.record
    let members = value.members.map { member -> JSONValue.Member in
      guard member.key == "options" else { return member }
      let others = member.value.members.filter { old in !record.contains { $0.key == old.key } }
      return .init("options", .object(others + record))
    }
    return BuildIdentity(.object(members))
  }

  /// The identity of the same build by another version of the tool and of a library, with
  /// another tokenizer.
  func replacing(tool: String, tokenizer: String, library: String, version: String) -> BuildIdentity
  {
    let members = value.members.map { member -> JSONValue.Member in
      switch member.key {
      case "tool": return .init("tool", ["name": "prep", "version": .string(tool)])
      case "tokenizer":
        return .init(
          "tokenizer",
          .object(
            member.value.members.map {
              $0.key == "sha256" ? .init($0.key, .string(tokenizer)) : $0
            }))
      case "libraries":
        return .init(
          "libraries",
          .object(
            member.value.members.map {
              $0.key == library ? .init($0.key, .string(version)) : $0
            }))
      default: return member
      }
    }
    return BuildIdentity(.object(members))
  }

  /// The libraries whose versions the result depends on.
  var libraries: [(name: String, version: String)] {
    value.member("libraries").members.compactMap { member in
      guard case .string(let version) = member.value else { return nil }
      return (name: member.key, version: version)
    }
  }

  /// The SHA-256 of what decides the rows' content: all but the inputs' names, so that equal
  /// bytes give equal shards from wherever they come.
  var configurationDigest: String {
    let settings = JSONValue.object(value.members.filter { $0.key != "inputs" })
    return SHA256.hexDigest(of: Array(JSONWriter.line(settings).utf8).span)
  }

  private static func compare(
    _ before: JSONValue, _ now: JSONValue, path: String, into differences: inout [Difference]
  ) {
    guard before != now else { return }
    switch (before, now) {
    case (.object(let left), .object(let right)):
      // By dictionary: a stranger's manifest may name a million libraries.
      let (leftValues, rightValues) = (valuesByKey(left), valuesByKey(right))
      let onlyRight = right.map(\.key).filter { leftValues[Array($0.utf8)] == nil }
      for key in left.map(\.key) + onlyRight {
        let inner = path.isEmpty ? key : "\(path).\(key)"
        let bytes = Array(key.utf8)
        compare(
          leftValues[bytes] ?? .null, rightValues[bytes] ?? .null, path: inner, into: &differences)
      }
    case (.array(let left), .array(let right)) where left.count == right.count:
      for index in left.indices {
        compare(left[index], right[index], path: "\(path)[\(index)]", into: &differences)
      }
    default:
      differences.append(
        Difference(path: path, before: brief(before), now: brief(now)))
    }
  }

  private static func valuesByKey(_ members: [JSONValue.Member]) -> [[UInt8]: JSONValue] {
    Dictionary(members.map { (Array($0.key.utf8), $0.value) }) { first, _ in first }
  }

  private static func brief(_ value: JSONValue) -> String {
    let text = JSONWriter.line(value)
    return text.count <= 60 ? text : text.prefix(57) + "..."
  }
}

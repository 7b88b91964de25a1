import ByteIO

/// The names that the files of a data set may have: a fixed set of shapes, so that no manifest can
/// lead a reader out of its directory.
package enum DataSetName {
  package static let manifest = "manifest.json"
  package static let plan = "plan"
  package static let report = "report.json"
  /// What a run took; no part of the data set.
  package static let runLog = "run-log.json"
  /// What a build was told, there as long as it is not done.
  package static let buildIdentity = "work/build.json"

  /// The path of a split's shard: `shards/train-00000.shard`.
  package static func shard(split: String, number: Int) -> String {
    "shards/\(split)-\(digits(number)).shard"
  }

  /// The path of a file of rejected records: `rejected/00000.jsonl`.
  package static func rejected(number: Int) -> String {
    "rejected/\(digits(number)).jsonl"
  }

  private static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 5 - text.count)) + text
  }

  /// Whether `name` may name a split: 1 to 16 of `a-z`, `0-9`, `_` and `-`, a letter first.
  package static func isSplit(_ name: String) -> Bool {
    let letters: ClosedRange<UInt8> = 0x61...0x7A
    guard let first = name.utf8.first, letters.contains(first), name.utf8.count <= 16 else {
      return false
    }
    return name.utf8.allSatisfy {
      letters.contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
    }
  }

  /// The split in a shard's path; nil where `path` is not the path of a shard.
  package static func shardSplit(of path: String) -> String? {
    guard let stem = middle(of: path, "shards/", ".shard"),
      let dash = stem.lastIndex(of: "-"), isNumber(stem[stem.index(after: dash)...])
    else { return nil }
    let split = String(stem[..<dash])
    return isSplit(split) ? split : nil
  }

  /// Whether `path` names a file, other than shards and the manifest, that a manifest may list.
  package static func isOther(_ path: String) -> Bool {
    if path == plan || path == report { return true }
    return middle(of: path, "rejected/", ".jsonl").map { isNumber($0[...]) } ?? false
  }

  /// Whether `path` names a file that a data set may have.
  package static func isOfDataSet(_ path: String) -> Bool {
    path == manifest || shardSplit(of: path) != nil || isOther(path)
  }

  private static func middle(of path: String, _ prefix: String, _ suffix: String) -> String? {
    // By bytes: characters of a hostile name may swallow the letters that are looked for.
    let bytes = Array(path.utf8)
    guard bytes.starts(with: prefix.utf8), bytes.reversed().starts(with: suffix.utf8.reversed()),
      bytes.count > prefix.utf8.count + suffix.utf8.count
    else { return nil }
    return String(
      decoding: bytes[prefix.utf8.count..<(bytes.count - suffix.utf8.count)], as: UTF8.self)
  }

  /// Five digits or more, as `digits` makes them.
  private static func isNumber(_ text: Substring) -> Bool {
    let count = text.utf8.count
    return (5...10).contains(count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && (count == 5 || text.utf8.first != 0x30)
  }
}

extension JSONReader {
  /// The name of a split.
  func splitName() throws(JSONError) -> String {
    let name = try string()
    guard DataSetName.isSplit(name) else {
      throw .unexpected(path: path, expected: "the name of a split")
    }
    return name
  }

  /// A name of a file of a data set for which `isPermitted` holds.
  func fileName(_ isPermitted: (String) -> Bool) throws(JSONError) -> String {
    let name = try string()
    guard isPermitted(name) else {
      throw .unexpected(path: path, expected: "a name that this file of a data set may have")
    }
    return name
  }
}

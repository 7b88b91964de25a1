import ByteIO
import Shards

/// The shapes of all names that `prep` gives to what it makes in a data set's directory.
///
/// Names are paths below the directory, with `/` between their parts. A temporary name has the shape
/// of the name it was made for.
enum OwnNames {
  /// Files directly in a data set.
  private static let top = [
    DataSetName.manifest, DataSetName.plan, DataSetName.report, "run-log.json",
  ]
  private static let repair = "work/repair/"

  /// Whether a file may have this name.
  static func isFile(_ name: String) -> Bool {
    isFinalFile(name) || target(ofTemporary: name).map(isFinalFile) ?? false
  }

  /// Whether this is a name that a file has only until it is whole.
  static func isTemporary(_ name: String) -> Bool {
    target(ofTemporary: name).map(isFinalFile) ?? false
  }

  /// Whether a directory may have this name.
  static func isDirectory(_ name: String) -> Bool {
    if let inner = suffix(of: name, after: repair) { return isDirectory(inner) }
    if let hash = suffix(of: name, after: "work/shards/") { return isHash(hash) }
    return ["shards", "rejected", "work", "work/parts", "work/shards", "work/repair"]
      .contains(name)
  }

  private static func isFinalFile(_ name: String) -> Bool {
    if let inner = suffix(of: name, after: repair) { return isFile(inner) }
    if let part = suffix(of: name, after: "work/parts/") {
      return isNumbered(part, [".part", ".json", ".borderline"])
    }
    if let receipt = suffix(of: name, after: "work/shards/") {
      let parts = receipt.split(separator: "/", omittingEmptySubsequences: false)
      // A receipt is named as its shard is.
      return parts.count == 2 && isHash(String(parts[0])) && parts[1].hasSuffix(".json")
        && DataSetName.shardSplit(of: "shards/" + parts[1].dropLast(5) + ".shard") != nil
    }
    return top.contains(name) || name == "work/build.json" || name == "work/kept"
      || DataSetName.isOther(name) || DataSetName.shardSplit(of: name) != nil
  }

  /// What a temporary name was made for; nil where it is none.
  private static func target(ofTemporary name: String) -> String? {
    let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    let directory = String(name[..<start])
    let last = String(name[start...])
    if let target = AtomicFile.target(ofTemporary: last) { return directory + target }
    // Up to version 0.1 nothing stood between the name and the suffix.
    guard last.hasSuffix(AtomicFile.temporarySuffix) else { return nil }
    return directory + String(last.dropLast(AtomicFile.temporarySuffix.count))
  }

  private static func isNumbered(_ name: String, _ suffixes: [String]) -> Bool {
    suffixes.contains { suffix in
      guard name.hasSuffix(suffix) else { return false }
      let digits = name.dropLast(suffix.count)
      return digits.utf8.count >= 5 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  private static func isHash(_ name: String) -> Bool {
    name.utf8.count == 32
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func suffix(of name: String, after prefix: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }
}

import ByteIO
import Records
import Shards

/// The shapes of all names that `prep` gives to what it makes in a data set's directory.
///
/// Names are paths below the directory, with `/` between their parts. A temporary name has the shape
/// of the name it was made for.
enum OwnNames {
  private static let repair = "work/repair/"

  /// Whether a file may have this name.
  static func isFile(_ name: String) -> Bool { kind(of: name) != nil || isTemporary(name) }

  /// Whether this is a name that a file has only until it is whole.
  static func isTemporary(_ name: String) -> Bool {
    if let inner = suffix(of: name, after: repair) { return isTemporary(inner) }
    return target(ofTemporary: name).map { kind(of: $0) != nil } ?? false
  }

  /// Whether a directory may have this name.
  static func isDirectory(_ name: String) -> Bool {
    if let inner = suffix(of: name, after: repair) { return isDirectory(inner) }
    if let hash = suffix(of: name, after: "work/shards/") { return isHash(hash) }
    return [
      "shards", "rejected", "work", "work/parts", "work/shards", "work/tables", "work/repair",
    ]
    .contains(name)
  }

  /// What a file of this name is once it is whole; nil for a temporary name, and for one that is not
  /// ours.
  static func kind(of name: String) -> OwnFileKind? {
    if let inner = suffix(of: name, after: repair) { return kind(of: inner) }
    if let part = suffix(of: name, after: "work/parts/") { return partKind(of: part) }
    if let receipt = suffix(of: name, after: "work/shards/") {
      return isShardReceipt(receipt) ? .shardReceipt : nil
    }
    if let table = suffix(of: name, after: "work/tables/") {
      return isTable(table) ? .table : nil
    }
    if DataSetName.shardSplit(of: name) != nil { return .shard }
    switch name {
    case DataSetName.manifest: return .manifest
    case DataSetName.plan: return .plan
    case DataSetName.report: return .report
    case "run-log.json": return .runLog
    case "work/build.json": return .identity
    case "work/kept": return .keptMarker
    // All others that a manifest may list are listings of rejected records.
    default: return DataSetName.isOther(name) ? .rejected : nil
    }
  }

  private static func partKind(of name: String) -> OwnFileKind? {
    let (stem, kind) = stemAndKind(ofPart: name)
    let isOurs = UnitNumber(stem) != nil || isEarlyNumber(stem)
    return isOurs ? kind : nil
  }

  /// The unit that a file of this name in `work/parts` belongs to; nil for any other name.
  static func unit(ofPart name: String) -> UnitNumber? {
    let (stem, kind) = stemAndKind(ofPart: name)
    return kind == nil ? nil : UnitNumber(stem)
  }

  private static func stemAndKind(ofPart name: String) -> (stem: Substring, kind: OwnFileKind?) {
    for (suffix, kind) in [
      (".part", OwnFileKind.part), (".json", .partReceipt), (".borderline", .borderline),
    ] where name.hasSuffix(suffix) {
      return (name.dropLast(suffix.count), kind)
    }
    return (name[...], nil)
  }

  /// A kind of table and its number.
  private static func isTable(_ name: String) -> Bool {
    guard name.hasSuffix(".table"), let dash = name.lastIndex(of: "-") else { return false }
    let number = name[name.index(after: dash)...].dropLast(".table".count)
    return LayoutTable(rawValue: String(name[..<dash])) != nil
      && (1...10).contains(number.utf8.count)
      && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// A receipt is named as its shard is.
  private static func isShardReceipt(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && isHash(String(parts[0])) && parts[1].hasSuffix(".json")
      && DataSetName.shardSplit(of: "shards/" + parts[1].dropLast(5) + ".shard") != nil
  }

  /// The name that a temporary name of version 0.1 was made for; nil for any other name.
  ///
  /// Nothing stood between the name and the suffix then, so that others may have chosen it.
  static func target(ofEarlyTemporary name: String) -> String? {
    guard name.hasSuffix(AtomicFile.temporarySuffix) else { return nil }
    let target = String(name.dropLast(AtomicFile.temporarySuffix.count))
    return kind(of: target) == nil ? nil : target
  }

  /// What a temporary name was made for; nil where it is none.
  private static func target(ofTemporary name: String) -> String? {
    let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    if let target = AtomicFile.target(ofTemporary: String(name[start...])) {
      return name[..<start] + target
    }
    return target(ofEarlyTemporary: name)
  }

  /// Whether this is the number of a unit as earlier versions wrote it: one number.
  private static func isEarlyNumber(_ digits: Substring) -> Bool {
    digits.utf8.count >= 5 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isHash(_ name: String) -> Bool {
    name.utf8.count == 32
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func suffix(of name: String, after prefix: String) -> String? {
    name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
  }
}

/// A version of a Python package (PEP 440).
///
/// Read and compared here and not by Python's `packaging`, since that is missing just where versions
/// do not fit: after `pip install --no-deps`, and in environments without pip.
/// `fixtures/doctor/pep440.jsonl`, which `packaging` made, holds what both must agree on.
struct PackageVersion: Equatable {
  var epoch: UInt64 = 0
  /// The numbers between points; at least one.
  var release: [UInt64]
  /// Alpha, beta or candidate, 0 to 2, and its number; nil where it is none.
  var pre: (phase: Int, number: UInt64)?
  var post: UInt64?
  var dev: UInt64?
  /// The parts behind `+`, in lower case; empty where there is none.
  var local: [String] = []

  /// Whether it comes before the release that it is named after.
  var isPrerelease: Bool { pre != nil || dev != nil }

  /// The same without what stands behind `+`.
  var withoutLocal: PackageVersion {
    var version = self
    version.local = []
    return version
  }

  /// The release that it is named after.
  var base: PackageVersion {
    var version = PackageVersion(release: release)
    version.epoch = epoch
    return version
  }

  init(release: [UInt64]) { self.release = release }

  /// The version that `text` spells, in any of PEP 440's spellings; nil where it spells none.
  init?(_ text: some StringProtocol) {
    var scan = VersionScan(text)
    scan.skip { $0 == UInt8(ascii: "v") }
    guard let first = scan.number() else { return nil }
    release = [first]
    if scan.take("!") {
      epoch = first
      guard let next = scan.number() else { return nil }
      release = [next]
    }
    while let part = scan.attempt({ $0.take(".") ? $0.number() : nil }) { release.append(part) }
    let phases = [
      ("alpha", 0), ("a", 0), ("beta", 1), ("b", 1), ("preview", 2), ("pre", 2), ("rc", 2),
      ("c", 2),
    ]
    for (name, phase) in phases where pre == nil {
      pre = scan.suffix(name).map { (phase, $0) }
    }
    if let number = scan.attempt({ $0.take("-") ? $0.number() : nil }) {
      post = number
    } else {
      post = scan.suffix("post") ?? scan.suffix("rev") ?? scan.suffix("r")
    }
    dev = scan.suffix("dev")
    if scan.take("+") {
      guard let parts = scan.localParts() else { return nil }
      local = parts
    }
    guard scan.isAtEnd else { return nil }
  }

  static func == (left: PackageVersion, right: PackageVersion) -> Bool {
    !(left < right) && !(right < left)
  }
}

extension PackageVersion: Comparable {
  static func < (left: PackageVersion, right: PackageVersion) -> Bool {
    if left.epoch != right.epoch { return left.epoch < right.epoch }
    let releases = (left.trimmedRelease, right.trimmedRelease)
    if releases.0 != releases.1 { return releases.0.lexicographicallyPrecedes(releases.1) }
    let phases = (left.phaseOrder, right.phaseOrder)
    if phases.0 != phases.1 { return phases.0.lexicographicallyPrecedes(phases.1) }
    return localPrecedes(left.local, right.local)
  }

  /// The release without zeros at its end: 1.0 is 1.
  private var trimmedRelease: [UInt64] {
    Array(release[..<((release.lastIndex { $0 != 0 } ?? -1) + 1)])
  }

  /// Numbers in whose order versions of the same release come: `1.dev0`, `1a1.dev0`, `1a1`, `1`,
  /// `1.post0.dev0`, `1.post0`.
  private var phaseOrder: [UInt64] {
    let isDevOfRelease = pre == nil && post == nil && dev != nil
    let phase = isDevOfRelease ? 0 : pre.map { UInt64($0.phase) + 1 } ?? 4
    return [
      phase, pre?.number ?? 0, post == nil ? 0 : 1, post ?? 0, dev == nil ? 1 : 0, dev ?? 0,
    ]
  }

  /// None comes first; then part by part, words before numbers, and what goes on after what ends.
  private static func localPrecedes(_ left: [String], _ right: [String]) -> Bool {
    for (first, second) in zip(left, right) where first != second {
      switch (UInt64(first), UInt64(second)) {
      case (let first?, let second?) where first == second: continue
      case (let first?, let second?): return first < second
      case (nil, nil): return first.utf8.lexicographicallyPrecedes(second.utf8)
      case (let number, _): return number == nil
      }
    }
    return left.count < right.count
  }
}

/// Reads the parts of a version.
private struct VersionScan {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: some StringProtocol) {
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C]
    let lower = text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    bytes = Array(
      lower.drop { space.contains($0) }.reversed().drop { space.contains($0) }.reversed())
  }

  var isAtEnd: Bool { position == bytes.count }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Passes over one byte that is such.
  mutating func skip(_ isSuch: (UInt8) -> Bool) {
    if let next, isSuch(next) { position += 1 }
  }

  /// Passes over `text` where it stands here.
  mutating func take(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  /// Digits, as a number that 64 bits hold.
  mutating func number() -> UInt64? {
    let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
    guard let number = UInt64(String(decoding: digits, as: UTF8.self)) else { return nil }
    position += digits.count
    return number
  }

  /// What `body` reads; where it reads nothing, this is where it was.
  mutating func attempt<Result>(_ body: (inout VersionScan) -> Result?) -> Result? {
    var trial = self
    guard let result = body(&trial) else { return nil }
    self = trial
    return result
  }

  /// The number behind `name`, 0 where there is none, with a separator before each or not; nil where
  /// another word stands here.
  mutating func suffix(_ name: String) -> UInt64? {
    let separators = Set("-_.".utf8)
    return attempt { scan in
      scan.skip(separators.contains)
      guard scan.take(name) else { return nil }
      let number = scan.attempt { scan in
        scan.skip(separators.contains)
        return scan.number()
      }
      return number ?? 0
    }
  }

  /// What stands behind `+`: letters and digits, in parts.
  mutating func localParts() -> [String]? {
    let parts = bytes[position...].split(
      omittingEmptySubsequences: false, whereSeparator: Set("-_.".utf8).contains)
    let isWhole = parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    }
    guard isWhole else { return nil }
    position = bytes.count
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }
}

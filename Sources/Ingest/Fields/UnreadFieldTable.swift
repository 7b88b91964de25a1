import ByteIO
package import Records

/// Counts the keys of a unit's records that nothing reads.
///
/// Holds a bounded number of names whatever the input: of more, those whose hashes are the smallest.
/// So the names that are told apart do not depend on the order of records nor on the borders of units,
/// and their counts are exact: a name that is among the smallest of all is so in every part of the
/// input, and is never let go there.
///
/// SAFETY: a key's bytes are those of a tape; they are copied within the call that was given them.
struct UnreadFieldTable {
  /// How many names are told apart.
  static let nameLimit = 1000

  private var table = SourceNames()
  private var names = [""]
  private var counts: [UInt64] = [0]
  /// Names whose hashes are above it were let go.
  private var greatestHash = UInt64.max
  private var otherCount: UInt64 = 0
  private var name: [UInt8] = []

  /// Counts one occurrence of `key`, of a record or of a message.
  mutating func note(_ key: UnsafeRawBufferPointer, isOfMessage: Bool) {
    name.removeAll(keepingCapacity: true)
    if isOfMessage { name.append(contentsOf: "messages[].".utf8) }
    name.append(contentsOf: key)
    if key.isEmpty { name.append(contentsOf: "''".utf8) }
    shortenName()
    add(1)
  }

  /// Counts one occurrence of what stands at a path.
  mutating func note(_ path: [UInt8]) {
    name = path
    shortenName()
    add(1)
  }

  private mutating func shortenName() {
    if name.count > String.shownScalarCount {
      name = Array(String(decoding: name, as: UTF8.self).shortened().utf8)
    }
  }

  /// Counts `count` occurrences of the name at hand.
  private mutating func add(_ count: UInt64) {
    guard !name.isEmpty, greatestHash == .max || Hash64.of(name.span) <= greatestHash else {
      otherCount += count
      return
    }
    let index = name.withUnsafeBytes { table.index(of: $0, in: &names) }
    if index == counts.count { counts.append(0) }
    counts[index] += count
    if names.count > 4 * Self.nameLimit { letGo() }
  }

  /// Lets go of all names but those with the smallest hashes.
  private mutating func letGo() {
    let hashes = names.map { Hash64.of(Array($0.utf8).span) }
    let order = names.indices.dropFirst().sorted { hashes[$0] < hashes[$1] }
    for index in order.dropFirst(Self.nameLimit) { otherCount += counts[index] }
    let kept = order.prefix(Self.nameLimit)
    if let last = kept.last { greatestHash = hashes[last] }
    (names, counts) = ([""] + kept.map { names[$0] }, [0] + kept.map { counts[$0] })
    table.adopt(names, isNewUnit: true)
  }

  /// What was counted, in the order of the names' bytes; those let go come last, as one.
  var fields: [UnreadField] {
    var copy = self
    if names.count > Self.nameLimit + 1 { copy.letGo() }
    var fields: [UnreadField] = []
    for (name, count) in zip(copy.names, copy.counts).dropFirst() {
      fields.append(UnreadField(name: name, count: count))
    }
    fields.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    if copy.otherCount > 0 {
      fields.append(UnreadField(name: UnreadField.othersName, count: copy.otherCount))
    }
    return fields
  }
}

extension UnreadFieldTable {
  /// The counts of several units as those of one.
  static func merge(_ lists: [[UnreadField]]) -> [UnreadField] {
    var all = UnreadFieldTable()
    for field in lists.joined() {
      if field.name == UnreadField.othersName {
        all.otherCount += field.count
      } else {
        all.name = Array(field.name.utf8)
        all.add(field.count)
      }
    }
    return all.fields
  }
}

extension UnreadField {
  /// The counts of several units as those of one: at most `UnreadFieldTable.nameLimit` names, and the
  /// rest under `othersName`.
  package static func merged(_ lists: [[UnreadField]]) -> [UnreadField] {
    UnreadFieldTable.merge(lists)
  }
}

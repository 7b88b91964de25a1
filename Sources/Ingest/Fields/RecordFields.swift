/// Where the known fields of one record stand on its tape.
struct RecordFields {
  /// One field: its type and place, those of its last occurrence.
  struct Field {
    var kind = JSONTape.Kind.null
    var position = 0
    /// How often the key stands in the object; 0 where the field is missing.
    var count = 0
  }

  private let table = KeyTable(RecordField.all)
  private let map: FieldMap
  /// Keys that the condition names: where no form knows one, it is still not unread.
  private let namedKeys: [[UInt8]]
  /// Keys that no field is looked for under, since a path of the map begins so.
  private let mappedKeys: [[UInt8]]
  /// Whether a path of the map leads into what stands under such a key.
  private let hasLongPaths: Bool
  /// The fields that the map looks for elsewhere than under their own names.
  private let mappedBits: UInt64
  /// The paths of the map and of the condition that no record of the unit has had yet.
  private(set) var unmetPaths: [FieldPath] = []
  private let paths: [FieldPath]

  private var fields = Array(repeating: Field(), count: RecordField.all.count)
  /// The fields that are there, as a set of bits; those that are null are not among them.
  private(set) var nonNull: UInt64 = 0
  /// The fields that are there, null or not.
  private(set) var present: UInt64 = 0
  /// The positions of the keys that are no fields.
  private(set) var unknownKeys: [Int] = []

  /// - Parameters:
  ///   - map: Where fields are found that have other names; each at its path, and nowhere else. What
  ///     a path begins with is no field by its own name.
  ///   - condition: What else looks at a record.
  init(map: FieldMap, condition: RecordCondition?) {
    self.map = map
    mappedKeys = map.paths.map(\.path.firstKey)
    hasLongPaths = map.paths.contains { $0.path.secondKey != nil }
    mappedBits = map.paths.reduce(0) { $0 | $1.field.bit }
    namedKeys = condition?.paths.map(\.firstKey) ?? []
    var paths: [FieldPath] = []
    for path in map.paths.map(\.path) + (condition?.paths ?? []) where !paths.contains(path) {
      paths.append(path)
    }
    self.paths = paths
  }

  /// Begins another unit.
  mutating func beginUnit() { unmetPaths = paths }

  /// Looks up the members of the object at the tape's root.
  mutating func collect(from tape: JSONTape) {
    for index in fields.indices where present & (1 << UInt64(index)) != 0 {
      fields[index] = Field()
    }
    nonNull = 0
    present = 0
    unknownKeys.removeAll(keepingCapacity: true)
    let members = tape.contents(of: JSONTape.root)
    var position = members.lowerBound
    while position < members.upperBound {
      let value = position + 1
      note(tape.string(at: position), value, tape)
      position = tape.end(of: value)
    }
    if !unmetPaths.isEmpty { unmetPaths.removeAll { $0.find(in: tape).count > 0 } }
    for (field, path) in map.paths {
      let found = path.find(in: tape)
      let kind = found.count > 0 ? tape.kind(at: found.position) : .null
      fields[field.number] = Field(kind: kind, position: found.position, count: found.count)
      present &= ~field.bit
      nonNull &= ~field.bit
      if found.count > 0 { present |= field.bit }
      if kind != .null { nonNull |= field.bit }
    }
  }

  @inline(__always)
  private mutating func note(_ key: UnsafeRawBufferPointer, _ value: Int, _ tape: JSONTape) {
    // SAFETY: the key's bytes belong to the tape, and are compared here only.
    if !mappedKeys.isEmpty, mappedKeys.contains(where: { key.elementsEqual($0) }) { return }
    guard let number = table.index(of: key), mappedBits & (1 << UInt64(number)) == 0 else {
      if !namedKeys.contains(where: { key.elementsEqual($0) }) { unknownKeys.append(value - 1) }
      return
    }
    let kind = tape.kind(at: value)
    let bit: UInt64 = 1 << UInt64(number)
    fields[number].kind = kind
    fields[number].position = value
    fields[number].count += 1
    present |= bit
    if kind != .null { nonNull |= bit }
  }

  /// Calls `body` with the path of each member that stands beside a mapped field and says something:
  /// of the object that a path begins with, those that no path goes on to; of an array, its own key,
  /// where it has more than one element.
  func forEachUnmappedMember(of tape: JSONTape, _ body: ([UInt8]) -> Void) {
    guard hasLongPaths else { return }
    let members = tape.contents(of: JSONTape.root)
    var position = members.lowerBound
    while position < members.upperBound {
      // SAFETY: keys' bytes belong to the tape; they are compared and copied here only.
      let key = Array(tape.string(at: position))
      let value = position + 1
      let next = map.paths.map(\.path).filter { $0.firstKey == key }.map(\.secondKey)
      position = tape.end(of: value)
      guard !next.isEmpty, !next.contains(nil) else { continue }
      let contents = tape.kind(at: value) == .object ? tape.contents(of: value) : 0..<0
      var member = contents.lowerBound
      while member < contents.upperBound {
        let name = Array(tape.string(at: member))
        if !next.contains(name), !tape.saysNothing(at: member + 1) {
          body(key + [UInt8(ascii: ".")] + name)
        }
        member = tape.end(of: member + 1)
      }
      let elements = tape.kind(at: value) == .array ? tape.contents(of: value) : 0..<0
      if !elements.isEmpty, tape.end(of: elements.lowerBound) < elements.upperBound { body(key) }
    }
  }

  subscript(name: RecordField) -> Field { fields[name.number] }
}

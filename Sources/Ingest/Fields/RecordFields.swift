/// Where the known fields of one record stand on its tape.
struct RecordFields {
  /// One field: its type and place, those of its last occurrence.
  struct Field {
    var kind = JSONTape.Kind.null
    var position = 0
    /// How often the key stands in the object; 0 where the field is missing.
    var count = 0
  }

  private let table = RecordFieldTable()
  private var fields = Array(repeating: Field(), count: RecordField.all.count)
  /// The fields that are there, as a set of bits; those that are null are not among them.
  private(set) var nonNull: UInt64 = 0
  /// The fields that are there, null or not.
  private(set) var present: UInt64 = 0

  /// Looks up the members of the object at the tape's root; a field that `map` names is looked
  /// for at its path, and nowhere else.
  mutating func collect(from tape: JSONTape, map: FieldMap) {
    for index in fields.indices where present & (1 << UInt64(index)) != 0 {
      fields[index] = Field()
    }
    nonNull = 0
    present = 0
    let members = tape.contents(of: JSONTape.root)
    var position = members.lowerBound
    while position < members.upperBound {
      let value = position + 1
      if let name = table.field(tape.string(at: position)) {
        let kind = tape.kind(at: value)
        fields[name.number].kind = kind
        fields[name.number].position = value
        fields[name.number].count += 1
        present |= name.bit
        if kind != .null { nonNull |= name.bit }
      }
      position = tape.end(of: value)
    }
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

  subscript(name: RecordField) -> Field { fields[name.number] }
}

import Records

/// The fields of one record, as its form asks for them: by their places in the form's `keys`.
///
/// SAFETY: texts are bytes of the tape; they are copied within the call that was given the input,
/// and only through the checked interface of collections.
struct FormInput {
  let tape: JSONTape
  let fields: RecordFields
  /// The form's keys, in its order.
  let keys: [RecordField]

  subscript(place: Int) -> RecordFields.Field { fields[keys[place]] }

  func key(_ place: Int) -> StaticString { keys[place].key }

  func isNull(_ place: Int) -> Bool { self[place].kind == .null }

  /// Makes sure that the key does not stand twice in the object.
  func requireOnce(_ place: Int) throws(RecordFault) { try fields.requireOnce(keys[place]) }

  func requireString(_ place: Int) throws(RecordFault) { try fields.requireString(keys[place]) }

  /// The text of a field that `requireString` has passed; it must say something.
  func text(_ place: Int) throws(RecordFault) -> UnsafeRawBufferPointer {
    let text = string(place)
    guard !TextRules.isBlank(text) else {
      throw RecordFault(.emptyField, "field '\(key(place))' is empty, expected text")
    }
    return text
  }

  /// The same, where it may be empty.
  func string(_ place: Int) -> UnsafeRawBufferPointer { tape.string(at: self[place].position) }
}

extension RecordFields {
  /// Makes sure that the key does not stand twice in the object.
  func requireOnce(_ name: RecordField) throws(RecordFault) {
    let count = self[name].count
    guard count > 1 else { return }
    throw RecordFault(
      .duplicateKey, "field '\(name.key)' stands \(count) times, expected once")
  }

  func requireString(_ name: RecordField) throws(RecordFault) {
    let kind = self[name].kind
    guard kind != .string else { return }
    throw RecordFault(.wrongType, "field '\(name.key)' is \(kind.name), expected a string")
  }
}

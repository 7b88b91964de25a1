import Records

/// One shape of JSON object that is read as a record.
///
/// A record is of the first form in `FormList.all` whose required keys it has, none of them null.
/// Its faults are then those of that form alone.
package struct FormDefinition: Sendable {
  /// Makes the record's messages of its fields, by their places in `keys`.
  typealias Read =
    @Sendable (
      _ input: FormInput, _ tools: inout ToolReader, _ record: inout ConversationBatch.Record,
      _ batch: inout ConversationBatch
    ) throws(RecordFault) -> Void

  /// The form's name in reports and documents: `a-z` and `_`.
  package let name: String
  /// The keys that a record of the form must have, in the order in which their faults are told.
  package let requiredKeys: [StaticString]
  /// The keys that are read where they are there.
  package let optionalKeys: [StaticString]
  /// Whether the record is one text without turns, whatever the template; no system prompt is put
  /// before it.
  package let isPlainText: Bool
  let read: Read

  init(
    _ name: String, requires requiredKeys: [StaticString],
    optionally optionalKeys: [StaticString] = [],
    isPlainText: Bool = false, read: @escaping Read
  ) {
    self.name = name
    self.requiredKeys = requiredKeys
    self.optionalKeys = optionalKeys
    self.isPlainText = isPlainText
    self.read = read
  }

  /// The required keys, then the optional ones.
  var keys: [StaticString] { requiredKeys + optionalKeys }
}

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
  func requireOnce(_ place: Int) throws(RecordFault) {
    let count = self[place].count
    guard count > 1 else { return }
    throw RecordFault(
      .duplicateKey, "field '\(key(place))' stands \(count) times, expected once")
  }

  func requireString(_ place: Int) throws(RecordFault) {
    let kind = self[place].kind
    guard kind != .string else { return }
    throw RecordFault(.wrongType, "field '\(key(place))' is \(kind.name), expected a string")
  }

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

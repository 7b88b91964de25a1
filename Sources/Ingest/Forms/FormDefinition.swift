import Records

/// One shape of JSON object that is read as a record.
///
/// A record is of the first form in `FormList.all` whose required keys it has, none of them null.
/// Its faults are then those of that form alone.
package struct FormDefinition: Sendable {
  /// Makes the record's messages of its fields, by their places in `keys`.
  typealias Read =
    @Sendable (
      _ input: FormInput, _ reader: inout MessageReader, _ record: inout ConversationBatch.Record,
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

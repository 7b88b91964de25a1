/// A top-level key that some form of record reads, or that says something of records of any form.
struct RecordField: Hashable, Sendable {
  /// The field's place in `all`.
  let number: Int

  /// The key as records spell it.
  var key: StaticString { Self.all[number] }

  /// The field as a member of a set of bits.
  var bit: UInt64 { 1 << UInt64(number) }

  static let sourceDataset = RecordField("source_dataset")
  static let source = RecordField("source")
  static let system = RecordField("system")
  static let systemPrompt = RecordField("system_prompt")
  static let trainOnInput = RecordField("train_on_input")
  static let tools = RecordField("tools")
  static let functions = RecordField("functions")
  static let builtinTools = RecordField("builtin_tools")
  static let toolsInUserMessage = RecordField("tools_in_user_message")

  /// Where the name of a record's source stands.
  static let sources: [StaticString] = ["source_dataset", "source"]

  /// Keys that records of any form may have; those of the form `text` have the sources only.
  static let common = sources + ["system", "system_prompt", "train_on_input"]

  /// All keys, each once: those of the forms in their order, then the common ones.
  static let all: [StaticString] = {
    var keys: [StaticString] = []
    for key in FormList.all.flatMap(\.keys) + common
    where !keys.contains(where: { "\($0)" == "\(key)" }) {
      keys.append(key)
    }
    precondition(keys.count <= UInt64.bitWidth)
    return keys
  }()

  /// Every field, in the order of `all`.
  static var allFields: [RecordField] { all.indices.map { RecordField(number: $0) } }

  init(number: Int) { self.number = number }

  /// The field of a key that stands in `all`.
  init(_ key: StaticString) {
    guard let number = Self.all.firstIndex(where: { "\($0)" == "\(key)" }) else {
      preconditionFailure("no form reads \(key)")
    }
    self.number = number
  }
}

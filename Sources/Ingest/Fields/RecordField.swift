import Glibc

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
  static let tools = RecordField("tools")
  static let builtinTools = RecordField("builtin_tools")
  static let toolsInUserMessage = RecordField("tools_in_user_message")

  /// Keys that records of any form may have.
  private static let common: [StaticString] = [
    "source_dataset", "source", "tools", "builtin_tools", "tools_in_user_message",
  ]

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

  private init(number: Int) { self.number = number }

  /// The field of a key that stands in `all`.
  init(_ key: StaticString) {
    guard let number = Self.all.firstIndex(where: { "\($0)" == "\(key)" }) else {
      preconditionFailure("no form reads \(key)")
    }
    self.number = number
  }
}

/// Tells which field a key is; made once for each worker.
struct RecordFieldTable: Sendable {
  /// Fields by the length of their keys: at each length there are few.
  private let byLength: [[(key: StaticString, field: RecordField)]]

  init() {
    let longest = RecordField.all.map(\.utf8CodeUnitCount).max() ?? 0
    var byLength = [[(key: StaticString, field: RecordField)]](repeating: [], count: longest + 1)
    for field in RecordField.allFields {
      byLength[field.key.utf8CodeUnitCount].append((field.key, field))
    }
    self.byLength = byLength
  }

  /// The field of that key; nil for a key that nobody reads.
  @inline(__always)
  func field(_ key: UnsafeRawBufferPointer) -> RecordField? {
    guard key.count < byLength.count else { return nil }
    for candidate in byLength[key.count] where key.isEqual(to: candidate.key) {
      return candidate.field
    }
    return nil
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these are the bytes of `text`.
  @inline(__always)
  func isEqual(to text: StaticString) -> Bool {
    guard let baseAddress, count == text.utf8CodeUnitCount else { return false }
    // SAFETY: both sides have `count` bytes.
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }
}

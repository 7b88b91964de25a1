/// A JSON value as our own receipts, manifests and reports hold it.
///
/// Objects keep their members in the order given, so the same value is always written as the same
/// bytes. Records of a user's input never pass through this type.
///
/// Equal are values that are written alike: strings of the same Unicode scalars, where `==` of
/// `String` takes `é` in one scalar and in two for one.
package enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int64)
  /// An integer above `Int64.max`.
  case unsigned(UInt64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key with its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }

    /// Whether the key is `key`, in the same bytes.
    ///
    /// Not by `==`, which brings marks that follow a letter into an order, in time that is quadratic
    /// in their number: a stranger's key may have a million.
    package func has(_ key: String) -> Bool {
      self.key.utf8.count == key.utf8.count && self.key.utf8.elementsEqual(key.utf8)
    }
  }

  /// The members of an object; none of anything else.
  package var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The member `key` of an object; null where there is none.
  package func member(_ key: String) -> JSONValue {
    members.first { $0.has(key) }?.value ?? .null
  }

  /// An integer of any width.
  package init(_ value: some FixedWidthInteger) {
    self = Int64(exactly: value).map { .integer($0) } ?? .unsigned(UInt64(value))
  }
}

extension JSONValue {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.unsigned(let left), .unsigned(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

extension JSONValue.Member {
  package static func == (left: Self, right: Self) -> Bool {
    left.key.utf8.elementsEqual(right.key.utf8) && left.value == right.value
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object with its members in the order written.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

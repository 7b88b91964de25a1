import CJSON

/// A place in a parsed document: a value, and the path that led to it for error messages.
package struct JSONReader: Sendable {
  package let value: JSONValue
  /// Where the value stands, as `shards[3].rows`; `document` for the whole.
  package let path: String

  /// A reader of a value at hand, which stands at `path` of a larger one.
  package init(value: JSONValue, path: String) {
    self.value = value
    self.path = path
  }

  /// Parses `bytes` whole; nesting deeper than 64, duplicate keys and more than
  /// 4,194,304 values are refused.
  package init(parsing bytes: Span<UInt8>) throws(JSONError) {
    var errorOffset = 0
    // SAFETY: the parser copies what it keeps; the tree is freed when it has been walked.
    let document = unsafe bytes.withUnsafeBufferPointer { pointer -> OpaquePointer? in
      guard let start = pointer.baseAddress else { return nil }
      return unsafe start.withMemoryRebound(to: CChar.self, capacity: pointer.count) {
        unsafe cprep_json_parse($0, pointer.count, &errorOffset)
      }
    }
    guard let document = unsafe document else { throw .malformed(byteOffset: errorOffset) }
    defer { unsafe cprep_json_free(document) }
    self.init(value: unsafe JSONValue(node: cprep_json_root(document)), path: "")
  }

  private func descend(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  private func unexpected(_ expected: String) -> JSONError {
    .unexpected(path: path.isEmpty ? "document" : path, expected: expected)
  }

  /// The member `key`, or nil where it is absent or null.
  package func optional(_ key: String) throws(JSONError) -> JSONReader? {
    guard case .object(let members) = value else { throw unexpected("an object") }
    guard let member = members.first(where: { $0.has(key) }), member.value != .null else {
      return nil
    }
    return JSONReader(value: member.value, path: descend(key))
  }

  /// The member `key`.
  package subscript(_ key: String) -> JSONReader {
    get throws(JSONError) {
      guard let reader = try optional(key) else { throw .missing(path: descend(key)) }
      return reader
    }
  }

  /// The elements of an array.
  package func elements() throws(JSONError) -> [JSONReader] {
    guard case .array(let elements) = value else { throw unexpected("an array") }
    return elements.enumerated().map { JSONReader(value: $1, path: "\(path)[\($0)]") }
  }

  /// The members of an object, in file order.
  package func members() throws(JSONError) -> [(key: String, reader: JSONReader)] {
    guard case .object(let members) = value else { throw unexpected("an object") }
    return members.map { ($0.key, JSONReader(value: $0.value, path: descend($0.key))) }
  }

  package func string() throws(JSONError) -> String {
    guard case .string(let text) = value else { throw unexpected("a string") }
    return text
  }

  package func boolean() throws(JSONError) -> Bool {
    guard case .boolean(let flag) = value else { throw unexpected("true or false") }
    return flag
  }

  /// An integer within the range of `Integer` and of `range`.
  package func integer<Integer: FixedWidthInteger & Sendable>(
    _ range: ClosedRange<Integer> = Integer.min...Integer.max
  ) throws(JSONError) -> Integer {
    let found: Integer? =
      switch value {
      case .integer(let value): Integer(exactly: value)
      case .unsigned(let value): Integer(exactly: value)
      default: nil
      }
    guard let found, range.contains(found) else {
      throw unexpected("an integer from \(range.lowerBound) to \(range.upperBound)")
    }
    return found
  }

  package func number() throws(JSONError) -> Double {
    switch value {
    case .number(let value): return value
    case .integer(let value): return Double(value)
    default: throw unexpected("a number")
    }
  }

  /// 32 hexadecimal digits.
  package func hash() throws(JSONError) -> Hash128 {
    guard let hash = Hash128(try string()) else { throw unexpected("32 hexadecimal digits") }
    return hash
  }
}

extension JSONValue {
  /// Copies the tree below `node`, which lives as long as its document.
  fileprivate init(node: OpaquePointer) {
    // SAFETY: node and its children belong to a document that the caller holds open; indices stay
    // below the count the document gives.
    switch unsafe cprep_json_kind_of(node) {
    case cprep_json_boolean: self = .boolean(unsafe cprep_json_boolean_of(node) != 0)
    case cprep_json_signed: self = .integer(unsafe cprep_json_signed_of(node))
    case cprep_json_unsigned: self = .unsigned(unsafe cprep_json_unsigned_of(node))
    case cprep_json_double: self = .number(unsafe cprep_json_double_of(node))
    case cprep_json_string:
      var count = 0
      let bytes = unsafe cprep_json_string_of(node, &count)
      self = .string(unsafe Self.text(bytes, count))
    case cprep_json_array:
      self = .array(
        (0..<(unsafe cprep_json_count_of(node))).map { index in
          unsafe JSONValue(node: cprep_json_child_of(node, index))
        })
    case cprep_json_object:
      self = .object(
        (0..<(unsafe cprep_json_count_of(node))).map { index in
          var count = 0
          let bytes = unsafe cprep_json_key_of(node, index, &count)
          return Member(
            unsafe Self.text(bytes, count), unsafe JSONValue(node: cprep_json_child_of(node, index))
          )
        })
    default: self = .null
    }
  }

  private static func text(_ bytes: UnsafePointer<CChar>, _ count: Int) -> String {
    // SAFETY: the document gives pointer and count together; its strings are valid UTF-8.
    unsafe String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}

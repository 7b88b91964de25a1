/// One option as the record of a build has it: its name there, and how it is written and read back.
///
/// A stage's options list these (`RecordedOptions.recorded`). Everything that must know all options
/// is derived from the lists: a manifest, what an interrupted build compares itself with, repairs,
/// repacks, and the check of ranges.
package struct OptionField<Options>: Sendable {
  /// A property of the options.
  package typealias Path<Value> = any WritableKeyPath<Options, Value> & Sendable

  /// The member of a manifest's `options`; the flag has the same name with dashes.
  package let name: String
  package let write: @Sendable (Options) -> JSONValue
  /// Sets the option from the member `name` of a record.
  package let read: @Sendable (_ record: JSONReader, inout Options) throws(JSONError) -> Void
  /// What was expected of the value and what it is instead; nil where it is in its range.
  package private(set) var fault: @Sendable (Options) -> String? = { _ in nil }
  /// The least and the greatest number; nil where the value is none.
  package private(set) var bounds: (least: JSONValue, greatest: JSONValue)?
  /// Whether a value stands for a file of which the record holds the hash alone.
  package private(set) var isHashOfFile: @Sendable (JSONValue) -> Bool = { _ in false }

  /// A field that says itself how it is written and read.
  package init(
    _ name: String, write: @escaping @Sendable (Options) -> JSONValue,
    read: @escaping @Sendable (_ record: JSONReader, inout Options) throws(JSONError) -> Void,
    isHashOfFile: @escaping @Sendable (JSONValue) -> Bool = { _ in false }
  ) {
    self.name = name
    self.write = write
    self.read = read
    self.isHashOfFile = isHashOfFile
  }
}

// MARK: Kinds of value

extension OptionField {
  /// A whole number.
  package static func integer<Value: FixedWidthInteger & Sendable>(
    _ name: String, _ path: Path<Value>,
    in range: ClosedRange<Value> = Value.min...Value.max
  ) -> OptionField {
    var field = OptionField(name) {
      JSONValue($0[keyPath: path])
    } read: {
      (record, options) throws(JSONError) in
      options[keyPath: path] = try record[name].integer(range)
    }
    field.fault = { outOfRange($0[keyPath: path], range) }
    field.bounds = (JSONValue(range.lowerBound), JSONValue(range.upperBound))
    return field
  }

  /// A whole number, or null for none.
  package static func integer<Value: FixedWidthInteger & Sendable>(
    _ name: String, _ path: Path<Value?>,
    in range: ClosedRange<Value> = Value.min...Value.max
  ) -> OptionField {
    var field = OptionField(name) {
      $0[keyPath: path].map { JSONValue($0) } ?? .null
    } read: {
      (record, options) throws(JSONError) in
      options[keyPath: path] = try record.optional(name)?.integer(range)
    }
    field.fault = { $0[keyPath: path].flatMap { outOfRange($0, range) } }
    field.bounds = (JSONValue(range.lowerBound), JSONValue(range.upperBound))
    return field
  }

  /// A number.
  package static func number(
    _ name: String, _ path: Path<Double>,
    in range: ClosedRange<Double>
  ) -> OptionField {
    var field = OptionField(name) {
      .number($0[keyPath: path])
    } read: {
      (record, options) throws(JSONError) in
      options[keyPath: path] = try record[name].number()
    }
    field.fault = { outOfRange($0[keyPath: path], range) }
    field.bounds = (.number(range.lowerBound), .number(range.upperBound))
    return field
  }

  /// A number, or null for none.
  package static func number(
    _ name: String, _ path: Path<Double?>,
    in range: ClosedRange<Double>
  ) -> OptionField {
    var field = OptionField(name) {
      $0[keyPath: path].map { .number($0) } ?? .null
    } read: {
      (record, options) throws(JSONError) in
      options[keyPath: path] = try record.optional(name)?.number()
    }
    field.fault = { $0[keyPath: path].flatMap { outOfRange($0, range) } }
    field.bounds = (.number(range.lowerBound), .number(range.upperBound))
    return field
  }

  /// Yes or no.
  package static func boolean(
    _ name: String, _ path: Path<Bool>
  ) -> OptionField {
    OptionField(name) {
      .boolean($0[keyPath: path])
    } read: {
      (record, options) throws(JSONError) in
      options[keyPath: path] = try record[name].boolean()
    }
  }

  /// Any text.
  package static func text(
    _ name: String, _ path: Path<String>
  ) -> OptionField {
    OptionField(name) {
      .string($0[keyPath: path])
    } read: {
      (record, options) throws(JSONError) in
      options[keyPath: path] = try record[name].string()
    }
  }

  /// Any text, or null for none.
  package static func text(
    _ name: String, _ path: Path<String?>
  ) -> OptionField {
    OptionField(name) {
      $0[keyPath: path].map { .string($0) } ?? .null
    } read: {
      (record, options) throws(JSONError) in
      options[keyPath: path] = try record.optional(name)?.string()
    }
  }

  /// One of a few values, by their names.
  package static func choice<Value: RawRepresentable<String> & Sendable>(
    _ name: String, _ path: Path<Value>
  ) -> OptionField {
    parsed(name, path, text: \.rawValue) { Value(rawValue: $0) }
  }

  /// A value that has a text of its own, from which it is read again.
  package static func parsed<Value: Sendable>(
    _ name: String, _ path: Path<Value>,
    text: @escaping @Sendable (Value) -> String, value: @escaping @Sendable (String) -> Value?
  ) -> OptionField {
    OptionField(name) {
      .string(text($0[keyPath: path]))
    } read: {
      (record, options) throws(JSONError) in
      options[keyPath: path] = try record[name].parsed(value)
    }
  }

  private static func outOfRange<Value: Comparable>(
    _ value: Value, _ range: ClosedRange<Value>
  ) -> String? {
    range.contains(value)
      ? nil : "expects \(range.lowerBound) to \(range.upperBound), found \(value)"
  }
}

// MARK: Changes of a field

extension OptionField {
  /// The same field, null and not looked at where a filter or the like that it belongs to is off.
  package func null(unless isOn: @escaping @Sendable (Options) -> Bool) -> OptionField {
    var field = OptionField(
      name, write: { isOn($0) ? write($0) : .null },
      read: { (record, options) throws(JSONError) in
        if try record.optional(name) != nil { try read(record, &options) }
      }, isHashOfFile: isHashOfFile)
    field.fault = { isOn($0) ? fault($0) : nil }
    field.bounds = bounds
    return field
  }

  /// The same field of options that hold these as one of a list.
  package func within<Outer>(
    _ path: OptionField<Outer>.Path<ListedOptions>
  ) -> OptionField<Outer> where Options: RecordedOptions {
    var field = OptionField<Outer>(
      name, write: { write($0[keyPath: path][Options.self]) },
      read: { (record, options) throws(JSONError) in
        try read(record, &options[keyPath: path][Options.self])
      }, isHashOfFile: isHashOfFile)
    field.fault = { fault($0[keyPath: path][Options.self]) }
    field.bounds = bounds
    return field
  }

  /// The same field of options that hold these.
  package func within<Outer>(
    _ path: OptionField<Outer>.Path<Options>
  ) -> OptionField<Outer> {
    var field = OptionField<Outer>(
      name, write: { write($0[keyPath: path]) },
      read: { (record, options) throws(JSONError) in try read(record, &options[keyPath: path]) },
      isHashOfFile: isHashOfFile)
    field.fault = { fault($0[keyPath: path]) }
    field.bounds = bounds
    return field
  }
}

extension JSONReader {
  /// A text as `read` understands it.
  package func parsed<Value>(_ read: (String) -> Value?) throws(JSONError) -> Value {
    guard let value = read(try string()) else {
      throw .unexpected(path: path, expected: "a value that `prep build` writes")
    }
    return value
  }

  /// What `read` makes of the value here, which it may refuse.
  package func accepted<Value>(
    _ read: () throws(Fault) -> Value
  ) throws(JSONError) -> Value {
    do {
      return try read()
    } catch {
      throw .unexpected(path: path, expected: "a value that is accepted: \(error)")
    }
  }
}

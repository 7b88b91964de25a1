import Records

/// A place in a record: keys separated by dots, as `a.text`; a number is also an array's index.
///
/// A key that has dots, spaces or other signs stands in double quotes, as in `meta."a.b"`; within them a
/// backslash stands before a quote or a backslash.
package struct FieldPath: Sendable, Equatable, CustomStringConvertible {
  private let components: [[UInt8]]
  package let description: String

  /// The key of the record that the path begins with.
  var firstKey: [UInt8] { components[0] }

  /// The key after that; nil where there is none.
  var secondKey: [UInt8]? { components.count > 1 ? components[1] : nil }

  /// Reads a path; nil where it, or a part of it without quotes, is empty, or quotes do not match.
  package init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    var components: [[UInt8]] = []
    repeat {
      guard let key = Self.key(&rest) else { return nil }
      components.append(key)
    } while rest.popFirst() == UInt8(ascii: ".")
    guard rest.isEmpty else { return nil }
    self.components = components
    description = text
  }

  /// Takes the key that `rest` begins with; the dot after it, or the end, is left.
  private static func key(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard rest.first == UInt8(ascii: "\"") else {
      let key = rest.prefix { $0 != UInt8(ascii: ".") }
      rest = rest.dropFirst(key.count)
      return key.isEmpty ? nil : Array(key)
    }
    rest.removeFirst()
    var key: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") {
        return rest.isEmpty || rest.first == UInt8(ascii: ".") ? key : nil
      }
      if byte != UInt8(ascii: "\\") {
        key.append(byte)
      } else if let escaped = rest.popFirst() {
        key.append(escaped)
      }
    }
    return nil
  }

  /// Finds the value in the record on `tape`.
  ///
  /// - Returns: The position of the value, and how often the way there stands in the record: 0
  ///   where it is missing, more than 1 where a key on the way stands twice.
  func find(in tape: JSONTape) -> (position: Int, count: Int) {
    var position = JSONTape.root
    var count = 1
    for component in components {
      let contents: Range<Int>
      switch tape.kind(at: position) {
      case .object, .array: contents = tape.contents(of: position)
      default: return (0, 0)
      }
      let found =
        tape.kind(at: position) == .object
        ? Self.member(component, of: contents, tape) : Self.element(component, of: contents, tape)
      // What is missing under a key that stands twice may be in the other.
      guard found.count > 0 else { return count > 1 ? (position, count) : (0, 0) }
      position = found.position
      count = max(count, found.count)
    }
    return (position, count)
  }

  private static func member(
    _ key: [UInt8], of members: Range<Int>, _ tape: JSONTape
  ) -> (position: Int, count: Int) {
    var found = (position: 0, count: 0)
    var position = members.lowerBound
    while position < members.upperBound {
      // SAFETY: the key's bytes belong to the tape, and are compared here only.
      if tape.string(at: position).elementsEqual(key) {
        found = (position + 1, found.count + 1)
      }
      position = tape.end(of: position + 1)
    }
    return found
  }

  private static func element(
    _ index: [UInt8], of elements: Range<Int>, _ tape: JSONTape
  ) -> (position: Int, count: Int) {
    guard let index = Int(String(decoding: index, as: UTF8.self)), index >= 0 else { return (0, 0) }
    var position = elements.lowerBound
    var before = index
    // Ends with the array: an index can be far beyond it.
    while before > 0, position < elements.upperBound {
      position = tape.end(of: position)
      before -= 1
    }
    return position < elements.upperBound ? (position, 1) : (0, 0)
  }
}

package import ByteIO
import Records

/// A condition on a record's fields, such as `quality_score >= 7 and source != "x"`.
///
///     condition  = conjunction { "or" conjunction }
///     conjunction = term { "and" term }
///     term       = "(" condition ")" | "not" term | path operator value
///     operator   = "==" | "!=" | "<" | "<=" | ">" | ">="
///     path       = key { "." key }, each a word, or a text in double quotes
///     value      = number | "text" | 'text' | true | false
///
/// A comparison of a field that is missing or null is false, whatever the operator. Values of
/// different types are not equal, and neither is less. Texts are compared by their bytes; within
/// quotes a backslash stands before a quote or a backslash.
package struct RecordCondition: Sendable, Equatable, CustomStringConvertible {
  enum Operator: String, Sendable {
    case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">"
    case greaterOrEqual = ">="
  }

  enum Value: Sendable, Equatable {
    case integer(Int64)
    /// One beyond `Int64`.
    case unsigned(UInt64)
    case number(Double)
    case text([UInt8])
    case boolean(Bool)
  }

  indirect enum Term: Sendable, Equatable {
    case comparison(FieldPath, Operator, Value)
    case all([Term])
    case any([Term])
    case not(Term)
  }

  private let term: Term
  package let description: String

  /// How long a condition may be: each record takes as many comparisons as it holds.
  package static let byteLimit = 65_536

  /// Reads a condition of at most `byteLimit` bytes.
  package init(_ text: String) throws(Fault) {
    guard text.utf8.count <= Self.byteLimit else {
      throw .usage("expected at most \(Self.byteLimit) bytes, found \(text.utf8.count)")
    }
    var parser = ConditionParser(text)
    term = try parser.condition()
    description = text
  }

  /// The fields that the condition looks at.
  var paths: [FieldPath] { Self.paths(term) }

  private static func paths(_ term: Term) -> [FieldPath] {
    switch term {
    case .comparison(let path, _, _): [path]
    case .all(let terms), .any(let terms): terms.flatMap(paths)
    case .not(let term): paths(term)
    }
  }

  /// Whether the record on `tape` meets the condition.
  func holds(for tape: JSONTape) -> Bool { Self.holds(term, tape) }

  private static func holds(_ term: Term, _ tape: JSONTape) -> Bool {
    switch term {
    case .comparison(let path, let relation, let value):
      compare(path.find(in: tape), relation, value, tape)
    case .all(let terms): terms.allSatisfy { holds($0, tape) }
    case .any(let terms): terms.contains { holds($0, tape) }
    case .not(let term): !holds(term, tape)
    }
  }

  private static func compare(
    _ found: (position: Int, count: Int), _ relation: Operator, _ value: Value, _ tape: JSONTape
  ) -> Bool {
    // Of a key that stands twice, nobody knows which is meant.
    guard found.count == 1 else { return false }
    let position = found.position
    switch (tape.kind(at: position), value) {
    case (.null, _): return false
    case (.number, .integer(let right)):
      return holds(tape.number(at: position), relation, right)
    case (.number, .unsigned(let right)):
      return holds(tape.number(at: position), relation, right)
    case (.number, .number(let right)):
      return holds(tape.number(at: position).double, relation, right)
    case (.string, .text(let right)):
      // SAFETY: the text's bytes belong to the tape, and are compared here only.
      let left = tape.string(at: position)
      if left.elementsEqual(right) { return holds(0, relation, 0) }
      return holds(left.lexicographicallyPrecedes(right) ? -1 : 1, relation, 0)
    case (.boolean, .boolean(let right)):
      let left = tape.boolean(at: position)
      return relation == .equal && left == right || relation == .unequal && left != right
    default:
      return relation == .unequal
    }
  }

  /// Integers of 64 bits are compared as such, all other numbers as doubles.
  private static func holds(
    _ left: JSONNumber, _ relation: Operator, _ right: some FixedWidthInteger
  ) -> Bool {
    switch left {
    case .signed(let left): holds(Int128(left), relation, Int128(right))
    case .unsigned(let left): holds(Int128(left), relation, Int128(right))
    case let left: holds(left.double, relation, Double(right))
    }
  }

  private static func holds<Value: Comparable>(
    _ left: Value, _ relation: Operator, _ right: Value
  ) -> Bool {
    switch relation {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

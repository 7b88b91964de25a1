import ByteIO

/// Reads the text of a `RecordCondition`, by recursive descent.
struct ConditionParser {
  /// Parentheses and `not` may nest this deep.
  private static let maximumDepth = 100

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The whole text as one condition.
  mutating func condition() throws(Fault) -> RecordCondition.Term {
    let term = try disjunction()
    skipSpace()
    guard position == bytes.count else { throw expected("'and', 'or' or the end") }
    return term
  }

  private mutating func disjunction() throws(Fault) -> RecordCondition.Term {
    var terms = [try conjunction()]
    while takeWord("or") { terms.append(try conjunction()) }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func conjunction() throws(Fault) -> RecordCondition.Term {
    var terms = [try term()]
    while takeWord("and") { terms.append(try term()) }
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  private mutating func term() throws(Fault) -> RecordCondition.Term {
    depth += 1
    defer { depth -= 1 }
    skipSpace()
    guard depth <= Self.maximumDepth else {
      throw expected("at most \(Self.maximumDepth) levels of parentheses and 'not'")
    }
    if takeWord("not") { return .not(try term()) }
    guard take("(") else { return try comparison() }
    let inner = try disjunction()
    skipSpace()
    guard take(")") else { throw expected("'and', 'or' or ')'") }
    return inner
  }

  private mutating func comparison() throws(Fault) -> RecordCondition.Term {
    let start = position
    let name = try pathText()
    guard !["and", "or", "true", "false"].contains(name), let path = FieldPath(name) else {
      position = start
      throw expected("a field, such as quality_score or meta.score")
    }
    skipSpace()
    for relation in ["==", "!=", "<=", ">=", "<", ">"] where take(relation) {
      guard let relation = RecordCondition.Operator(rawValue: relation) else { continue }
      return .comparison(path, relation, try value())
    }
    throw expected("one of == != < <= > >=")
  }

  private mutating func value() throws(Fault) -> RecordCondition.Value {
    skipSpace()
    for quote in ["\"", "'"] where take(quote) { return .text(try quoted(until: quote)) }
    let start = position
    let text = word()
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      if let value = Int64(text) { return .integer(value) }
      if let value = UInt64(text) { return .unsigned(value) }
      let isNumber = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
      if isNumber, let value = Double(text), value.isFinite { return .number(value) }
      position = start
      throw expected("a number, a text in quotes, true or false")
    }
  }

  private mutating func quoted(until quote: String) throws(Fault) -> [UInt8] {
    var text: [UInt8] = []
    while position < bytes.count {
      if take(quote) { return text }
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
      text.append(bytes[position])
      position += 1
    }
    throw expected("\(quote) at the end of a text")
  }

  // MARK: Bytes

  private mutating func skipSpace() {
    while position < bytes.count, JSONBytes.isSpace(bytes[position]) { position += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  /// Takes `text` where it stands next as a word of its own.
  private mutating func takeWord(_ text: String) -> Bool {
    skipSpace()
    let start = position
    if word() == text { return true }
    position = start
    return false
  }

  /// Takes bytes up to white space, a parenthesis, a quote or an operator.
  private mutating func word() -> String {
    let start = position
    while position < bytes.count, !JSONBytes.isSpace(bytes[position]),
      !"()\"'=!<>".utf8.contains(bytes[position])
    {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Takes a path: a word in which keys may stand in double quotes.
  private mutating func pathText() throws(Fault) -> String {
    let start = position
    while true {
      if take("\"") {
        _ = try quoted(until: "\"")
      } else if word().isEmpty {
        break
      }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func expected(_ what: String) -> Fault {
    let found =
      position < bytes.count
      ? "'\(String(decoding: bytes[position...].prefix(20), as: UTF8.self))'" : "the end"
    return .usage("expected \(what), found \(found) at character \(position + 1)")
  }
}

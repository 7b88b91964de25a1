/// A number of a JSON document, of the type that Python's `json.loads` would give it.
enum JSONNumber {
  case signed(Int64)
  case unsigned(UInt64)
  case double(Double)
  /// An integer beyond 64 bits, as it is spelled.
  case longInteger([UInt8])

  /// Reads the spelling of a valid JSON number.
  init(text: [UInt8]) {
    let spelling = String(decoding: text, as: UTF8.self)
    if text.contains(where: { ".eE".utf8.contains($0) }) {
      // As Python has it, what is too large is infinite.
      self = .double(Double(spelling) ?? (text.first == UInt8(ascii: "-") ? -.infinity : .infinity))
    } else if let value = Int64(spelling) {
      self = .signed(value)
    } else if let value = UInt64(spelling) {
      self = .unsigned(value)
    } else {
      self = .longInteger(text)
    }
  }

  /// The nearest double.
  var double: Double {
    switch self {
    case .signed(let value): Double(value)
    case .unsigned(let value): Double(value)
    case .double(let value): value
    case .longInteger(let digits): Double(String(decoding: digits, as: UTF8.self)) ?? .nan
    }
  }

  /// The number as Python prints it: `int.__repr__`, `float.__repr__`.
  ///
  /// `json.dumps` and `str` differ in the infinite: `Infinity` and `inf`.
  func appendPython(to text: inout [UInt8], infinity: String = "Infinity") {
    switch self {
    case .signed(let value): text.append(contentsOf: String(value).utf8)
    case .unsigned(let value): text.append(contentsOf: String(value).utf8)
    case .double(let value) where !value.isFinite:
      text.append(contentsOf: ((value < 0 ? "-" : "") + infinity).utf8)
    case .double(let value): text.append(contentsOf: Self.python(value).utf8)
    case .longInteger(let digits): text.append(contentsOf: digits)
    }
  }

  /// The shortest digits that read back as `value`, which is finite, with an exponent where Python has one: below
  /// 1e-4 and from 1e16 on, of two digits or more.
  static func python(_ value: Double) -> String {
    // Swift prints the same shortest digits, and places point and exponent otherwise.
    let printed = value.magnitude.description
    let parts = printed.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    var digits = Array((String(mantissa[0]) + fraction).utf8)
    // The value is 0.digits × 10^point.
    var point = mantissa[0].utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leadingZeros)
    point -= leadingZeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let sign = value.sign == .minus ? "-" : ""
    guard !digits.isEmpty else { return sign + "0.0" }
    let text = String(decoding: digits, as: UTF8.self)
    let exponent = point - 1
    if exponent < -4 || exponent >= 16 {
      let rest = text.dropFirst()
      let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      return sign + text.prefix(1) + (rest.isEmpty ? "" : ".\(rest)") + "e"
        + (exponent < 0 ? "-" : "+") + size
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + text }
    if point >= digits.count {
      return sign + text + String(repeating: "0", count: point - digits.count) + ".0"
    }
    return sign + text.prefix(point) + "." + text.dropFirst(point)
  }
}

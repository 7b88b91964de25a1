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

  /// Appends a spelling that reads back as the same number: the digits of an integer, else the
  /// shortest that does, and `1e999` where a double is infinite.
  func append(to text: inout [UInt8]) {
    switch self {
    case .signed(let value): text.append(contentsOf: String(value).utf8)
    case .unsigned(let value): text.append(contentsOf: String(value).utf8)
    case .double(let value) where !value.isFinite:
      text.append(contentsOf: (value < 0 ? "-1e999" : "1e999").utf8)
    // Always with a point or an exponent, so that it is read back as a double.
    case .double(let value): text.append(contentsOf: value.description.utf8)
    case .longInteger(let digits): text.append(contentsOf: digits)
    }
  }
}

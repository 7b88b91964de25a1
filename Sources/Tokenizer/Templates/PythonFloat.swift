/// Prints floating-point numbers as Python does: `float.__repr__`.
enum PythonFloat {
  /// The shortest digits that read back as `value`, which is finite, with an exponent where Python
  /// has one: below 1e-4 and from 1e16 on, of two digits or more.
  static func spelling(of value: Double) -> String {
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

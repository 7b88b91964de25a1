import ArgumentParser

/// A share, as `20%` or `0.2`.
struct Share: ExpressibleByArgument {
  /// 0...1.
  var value: Double

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else {
      return nil
    }
    value = isPercent ? number / 100 : number
    guard (0...1).contains(value) else { return nil }
  }
}

import ArgumentParser
import Planner

/// A part of the records: `off`, a number of them, or a percentage.
///
/// Percentages are read as whole millionths, so that `0.1%` is exactly that.
enum Share: ExpressibleByArgument, Equatable, CustomStringConvertible {
  case off
  case records(Int)
  case millionths(Int)

  init?(argument: String) {
    if argument == "off" {
      self = .off
      return
    }
    guard argument.hasSuffix("%") else {
      guard let count = Int(argument), count >= 0, argument.first != "+" else { return nil }
      self = .records(count)
      return
    }
    let parts = argument.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(parts[0]), (0...100).contains(whole),
      parts[0].allSatisfy(\.isNumber)
    else { return nil }
    var fraction = parts.count == 2 ? String(parts[1]) : "0"
    guard !fraction.isEmpty, fraction.count <= 4, fraction.allSatisfy(\.isNumber) else {
      return nil
    }
    fraction += String(repeating: "0", count: 4 - fraction.count)
    guard let tail = Int(fraction), whole * 10_000 + tail <= 1_000_000 else { return nil }
    self = .millionths(whole * 10_000 + tail)
  }

  /// The same as the planner takes it.
  var validation: ValidationShare {
    switch self {
    case .off: .off
    case .records(let count): .records(count)
    case .millionths(let share): .millionths(share)
    }
  }

  var description: String { validation.description }

  /// Whether `count` of `total` is more than this allows.
  func isExceeded(by count: Int, of total: Int) -> Bool {
    switch self {
    case .off: false
    case .records(let limit): count > limit
    // Multiplied out, so that nothing is rounded.
    case .millionths(let share): count * 1_000_000 > share * total
    }
  }
}

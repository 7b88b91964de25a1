import ArgumentParser
import Planner

extension ValidationShare: ExpressibleByArgument {
  /// Reads what stands on the command line.
  public init?(argument: String) {
    self.init(argument)
  }
}

/// The most records that may be rejected: `off`, a number of them, or a percentage.
struct RejectedLimit: ExpressibleByArgument, Equatable, CustomStringConvertible {
  private let share: ValidationShare

  static let off = RejectedLimit(share: .off)

  private init(share: ValidationShare) {
    self.share = share
  }

  init?(argument: String) {
    guard let share = ValidationShare(argument) else { return nil }
    self.share = share
  }

  var description: String { share.description }

  /// The same where this is a share; a number of records says nothing of other amounts.
  func isShareExceeded(by amount: Int, of total: Int) -> Bool {
    if case .millionths = share { isExceeded(by: amount, of: total) } else { false }
  }

  /// Whether `count` of `total` is more than this allows.
  func isExceeded(by count: Int, of total: Int) -> Bool {
    switch share {
    case .off: false
    case .records(let limit): count > limit
    // Multiplied out, so that nothing is rounded.
    case .millionths(let share): count * 1_000_000 > share * total
    }
  }
}

/// The number of a unit: the encode task that it belongs to, and its place among that task's units.
///
/// Units stand in the order of the input when they are sorted by it. A task may have no unit, since
/// no record begins in its range; the numbers within a task have no gaps.
package struct UnitNumber: Hashable, Comparable, Sendable {
  /// The number of the encode task, from 0.
  package var task: UInt32
  /// The unit's place in its task, from 0.
  package var index: UInt32

  package init(task: UInt32, index: UInt32) {
    self.task = task
    self.index = index
  }

  /// Reads what `description` writes; nil for anything else.
  package init?(_ description: some StringProtocol) {
    let halves = description.split(separator: "-", omittingEmptySubsequences: false)
    guard halves.count == 2, let task = UInt32(halves[0]), let index = UInt32(halves[1]) else {
      return nil
    }
    self.init(task: task, index: index)
    guard self.description.utf8.elementsEqual(description.utf8) else { return nil }
  }

  /// The task in the upper half, the index in the lower.
  package var rawValue: UInt64 { UInt64(task) << 32 | UInt64(index) }

  /// The number of the unit after this one in the same task.
  package var next: UnitNumber { UnitNumber(task: task, index: index + 1) }

  package static func < (left: UnitNumber, right: UnitNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension UnitNumber: CustomStringConvertible {
  /// `00003-00012`: each number with five digits or more.
  package var description: String { Self.digits(task) + "-" + Self.digits(index) }

  private static func digits(_ number: UInt32) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}

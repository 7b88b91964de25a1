/// A key of records that nothing reads, and in how many places it stands with a value.
package struct UnreadField: Sendable, Equatable {
  /// The key as records spell it, `messages[].` before one of a message; shortened where it is long.
  package var name: String
  package var count: UInt64

  /// What stands for all names that are more than are told apart.
  package static let othersName = "(others)"

  package init(name: String, count: UInt64) {
    self.name = name
    self.count = count
  }
}

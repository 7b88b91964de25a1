/// One figure of a data set's statistics: what two data sets are compared by.
package struct StatisticsFigure: Sendable {
  package enum Value: Sendable, Equatable {
    case count(Int)
    case byteCount(Int)
    case percent(Double)
    case decimal(Double)
    case text(String)

    package static func == (left: Value, right: Value) -> Bool {
      switch (left, right) {
      case (.count(let left), .count(let right)): left == right
      case (.byteCount(let left), .byteCount(let right)): left == right
      case (.percent(let left), .percent(let right)): left == right
      case (.decimal(let left), .decimal(let right)): left == right
      // By bytes: `==` of strings takes different ones for equal.
      case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
      default: false
      }
    }
  }

  /// The heading that it stands under.
  package var section: String
  package var name: String
  package var value: Value

  package init(_ section: String, _ name: String, _ value: Value) {
    self.section = section
    self.name = name
    self.value = value
  }
}

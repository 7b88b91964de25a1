package import ByteIO

/// Two data sets, figure by figure.
package struct StatisticsComparison: Sendable {
  /// One figure in both; nil in the one that does not have it.
  package struct Line: Sendable {
    package var name: String
    package var first: StatisticsFigure.Value?
    package var second: StatisticsFigure.Value?

    package var isChanged: Bool { first != second }

    /// How much greater or smaller the second is; nil where they are equal, where one is missing, and
    /// of texts.
    package var difference: (isMore: Bool, amount: StatisticsFigure.Value)? {
      guard isChanged else { return nil }
      switch (first, second) {
      case (.count(let first), .count(let second)):
        return (second > first, .count(abs(second - first)))
      case (.byteCount(let first), .byteCount(let second)):
        return (second > first, .byteCount(abs(second - first)))
      case (.percent(let first), .percent(let second)):
        return (second > first, .percent(abs(second - first)))
      case (.decimal(let first), .decimal(let second)):
        return (second > first, .decimal(abs(second - first)))
      default: return nil
      }
    }
  }

  package struct Section: Sendable {
    package var title: String
    package var lines: [Line]
  }

  /// The sections in the order of the first data set's figures; what only the second has comes after
  /// the rest of its section.
  package private(set) var sections: [Section] = []

  package init(_ first: StatisticsDocument, _ second: StatisticsDocument) throws(Fault) {
    self.init(try first.figures(), try second.figures())
  }

  /// - Complexity: O(n), by a dictionary: a stranger's report may name a million sources.
  init(_ first: [StatisticsFigure], _ second: [StatisticsFigure]) {
    // By the names' UTF-8: the hash of a string of many combining marks takes quadratic time.
    var places: [[UInt8]: (section: Int, line: Int)] = [:]
    var numbers: [String: Int] = [:]
    for (isFirst, figures) in [(true, first), (false, second)] {
      for figure in figures {
        let number = numbers[figure.section] ?? sections.count
        if number == sections.count {
          numbers[figure.section] = number
          sections.append(Section(title: figure.section, lines: []))
        }
        let key = Array(figure.section.utf8) + [0] + Array(figure.name.utf8)
        if let place = places[key] {
          if !isFirst { sections[place.section].lines[place.line].second = figure.value }
        } else {
          places[key] = (number, sections[number].lines.count)
          sections[number].lines.append(
            Line(
              name: figure.name, first: isFirst ? figure.value : nil,
              second: isFirst ? nil : figure.value))
        }
      }
    }
  }
}

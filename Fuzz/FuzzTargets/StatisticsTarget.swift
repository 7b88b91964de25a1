import PrepCommands
import Shards

/// A report, and after a zero byte a run log: what `prep stats` makes of them.
package struct StatisticsTarget: FuzzTarget {
  private let set: EditedDataSet

  package init() throws {
    set = try EditedDataSet()
  }

  package func run(_ bytes: [UInt8]) {
    attempt {
      let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      let report = Array(parts[0])
      try set.put(report, as: DataSetName.report)
      try set.put(parts.count > 1 ? Array(parts[1]) : [], as: "run-log.json")
      try set.seal(try set.manifest(), [DataSetName.report: report])
      attempt { _ = try PrepCommand.statistics(of: set.path, asJSON: false) }
      attempt { _ = try PrepCommand.statistics(of: set.path, asJSON: true) }
    }
  }
}

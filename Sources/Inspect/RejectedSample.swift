package import ByteIO

/// Some of the rejected records of each reason.
package struct RejectedSample {
  package struct Reason {
    package var name: String
    /// How many records the report counts for it.
    package var count: Int
    /// Those that were chosen, in the order of the files.
    package var records: [RejectedRecord] = []
  }

  /// In the order of the report.
  package private(set) var reasons: [Reason]

  /// Chooses `limit` records of each reason by `seed`; all where there are no more.
  ///
  /// - Parameter counts: Rejected records by reason, as the report has them.
  /// - Complexity: reads all of `rejected/`, and parses the lines that are shown and few others.
  package init(
    _ directory: DataSetDirectory, counts: [(name: String, count: Int)], limit: Int, seed: UInt64
  ) throws(Fault) {
    reasons = counts.map { Reason(name: $0.name, count: $0.count) }
    guard limit > 0 else { return }
    var places: [[UInt8]: Int] = [:]
    for (index, reason) in reasons.enumerated() { places[Array(reason.name.utf8)] = index }
    var wanted = reasons.map { SeededChoice.numbers(limit, below: $0.count, seed: seed)[...] }
    var met = [Int](repeating: 0, count: reasons.count)
    var records = try RejectedRecords(directory)
    while true {
      let record = try records.next { (reason: [UInt8]) in
        guard let index = places[reason] else { return false }
        defer { met[index] += 1 }
        guard met[index] == wanted[index].first else { return false }
        wanted[index].removeFirst()
        return true
      }
      guard let record else { return }
      if let index = places[Array(try record.reason.utf8)] { reasons[index].records.append(record) }
    }
  }
}

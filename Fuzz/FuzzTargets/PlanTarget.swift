import ByteIO
import Records
import Shards
import TestSupport

/// A plan: header, index, description, records and rows, as it comes and with its hashes made right.
package struct PlanTarget: FuzzTarget {
  private let input: InputPath

  package init() throws {
    input = try InputPath()
  }

  package func run(_ bytes: [UInt8]) { attempt(bytes, sealedBy: Seal.plan, read) }

  private func read(_ bytes: [UInt8]) throws {
    let plan = try PlanFile(path: try input.write(bytes))
    var last: PlanRecord?
    try plan.forEachRecord { (_, record) throws(Fault) in last = record }
    if let last { _ = try plan.record(file: last.file, line: last.line) }
    if plan.recordCount > 0 { _ = try plan.pieces(ofRecord: plan.recordCount - 1) }
    for split in plan.splitNames.indices {
      let rows = try plan.rowPlan(split: split)
      precondition(rows.rowCount == plan.rowCounts[split])
    }
  }
}

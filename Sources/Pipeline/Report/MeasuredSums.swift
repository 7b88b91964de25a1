import ByteIO
import Planner
import Records
import Shards

/// The sums over all kept records of what parts hold for the statistics alone.
struct MeasuredSums {
  private(set) var textByteCount = 0
  private(set) var textTokenCount = 0
  private(set) var toolCallCount = 0
  private(set) var recordsWithToolsCount = 0
  /// How often special tokens are spelled out in the texts, by token.
  private(set) var hits: [UInt32: Int] = [:]

  /// Reads the rows of all parts once.
  init(of planned: PlanStage.Result) throws(Fault) {
    for (unit, place) in planned.parts.places.enumerated() {
      let first = planned.parts.units[unit].records.lowerBound
      try PartReader(place).forEachMeasuredRecord { (record, measures, hits) throws(Fault) in
        guard planned.plan.isKept(first + record) else { return }
        add(measures)
        for hit in hits { self.hits[hit.token, default: 0] += Int(hit.count) }
      }
    }
  }

  private mutating func add(_ measures: RecordMeasures) {
    textByteCount += Int(measures.textByteCount)
    textTokenCount += Int(measures.textTokenCount)
    toolCallCount += Int(measures.toolCallCount)
    recordsWithToolsCount += measures.definesTools ? 1 : 0
  }
}

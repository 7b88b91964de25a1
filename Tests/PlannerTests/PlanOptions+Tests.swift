import ByteIO
@testable import Planner

extension PlanOptions {
  /// The options at their defaults but for those that are given.
  init(
    sequenceLength: Int? = nil, packing: Packing? = nil, overlong: OverlongPolicy? = nil,
    duplicates: ExactDuplicates.Kind? = nil, caps: [SourceCap] = [],
    validation: ValidationShare? = nil,
    isShuffled: Bool? = nil, seed: UInt64? = nil
  ) {
    self.init()
    if let sequenceLength { self.sequenceLength = sequenceLength }
    if let packing { self.packing = packing }
    if let overlong { self.overlong = overlong }
    if let duplicates { filters[ExactDuplicates.self].kind = duplicates }
    filters[SourceCaps.self].caps = caps
    if let validation { self.validation = validation }
    if let isShuffled { self.isShuffled = isShuffled }
    if let seed { self.seed = seed }
  }
}

import ByteIO

extension Fault.Kind {
  /// A data set does not pass a gate (`QualityGates`).
  static let gate = Self("gate", .quality)
}

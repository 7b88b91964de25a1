import ByteIO

extension StopFlag {
  /// - Throws: `PipelineError.interrupted` once the flag is set.
  func check() throws(PipelineError) {
    if isStopping { throw .interrupted }
  }
}

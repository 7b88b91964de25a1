import ArgumentParser
import ByteIO

extension RecordedOptions {
  /// Makes sure that what the command line asked for is in its range.
  ///
  /// - Throws: `ValidationError` naming the first flag whose value is not.
  func checkArguments() throws {
    if let (flag, fault) = firstFault { throw ValidationError("\(flag) \(fault)") }
    if let contradiction { throw ValidationError(contradiction) }
  }
}

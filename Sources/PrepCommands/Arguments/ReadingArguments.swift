import ArgumentParser
import ByteIO
import Ingest

extension UnreadPolicy: ExpressibleByArgument {}

/// How records are found in the input of a build.
struct ReadingArguments: ParsableArguments {
  private static let defaults = ReadingOptions()

  @OptionGroup var records: RecordArguments

  @Option(
    help: ArgumentHelp(
      "What becomes of fields that say something and that nothing reads.", valueName: "policy"))
  var unread = defaults.unread

  @Option(
    help: ArgumentHelp(
      "Bytes of input a unit; borders depend on it, not on threads.", valueName: "bytes"))
  var unitSize = ByteSize(defaults.unitByteCount)

  func validate() throws {
    var options = ReadingOptions()
    setOwn(of: &options)
    try options.checkArguments()
  }

  /// Sets what was given.
  ///
  /// - Throws: `Fault` for a field or a condition that is not understood.
  func apply(to options: inout ReadingOptions) throws {
    try records.apply(to: &options)
    setOwn(of: &options)
  }

  private func setOwn(of options: inout ReadingOptions) {
    options.unitByteCount = unitSize.byteCount
    options.unread = unread
  }
}

import ByteIO
import ArgumentParser
import Pipeline
import Planner

extension PlanOptions.Packing: ExpressibleByArgument {}
extension PlanOptions.OverlongPolicy: ExpressibleByArgument {}
extension ExactDuplicates.Kind: ExpressibleByArgument {}

/// What is kept, and how it lies in rows and shards: what `build` and `repack` are told alike.
///
/// What is not given stays as it is: at its default for a build, as built for a repack.
struct LayoutArguments: ParsableArguments {
  private static let defaults = LayoutOptions()

  @Option(
    help: ArgumentHelp(
      "Tokens a row.", default: defaults.plan.sequenceLength, valueName: "n"))
  var sequenceLength: Int?

  @Option(
    help: ArgumentHelp(
      "How records are put into rows.", default: defaults.plan.packing.rawValue,
      valueName: "way"))
  var pack: PlanOptions.Packing?

  @Option(
    help: ArgumentHelp(
      "What becomes of records longer than a row.", default: defaults.plan.overlong.rawValue,
      valueName: "policy"))
  var overlong: PlanOptions.OverlongPolicy?

  @Option(
    help: ArgumentHelp(
      "Which records count as the same; the first stays.",
      default: ExactDuplicates().kind.rawValue, valueName: "kind"))
  var dedup: ExactDuplicates.Kind?

  @Option(
    help: ArgumentHelp(
      "Keep at most so many records of a source; may be given several times.",
      valueName: "source=n"))
  var cap: [SourceCap] = []

  @Option(
    help: ArgumentHelp(
      "Records set aside for validation: off, a number or a percentage.",
      default: defaults.plan.validation, valueName: "off|N|P%"))
  var validation: ValidationShare?

  @Option(help: ArgumentHelp("Put records in seeded order.", default: "on", valueName: "on|off"))
  var shuffle: Switch?

  @Option(
    help: ArgumentHelp("The seed of the order.", default: defaults.plan.seed, valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Rows a shard.", default: defaults.rowsPerShard, valueName: "n"))
  var rowsPerShard: Int?

  @Option(
    help: ArgumentHelp(
      "The zstd level of the shards, 1 to 19.", default: defaults.level, valueName: "n"))
  var level: Int?

  func validate() throws {
    try changed(LayoutOptions()).checkArguments()
  }

  /// `options` with what was given in its place.
  func changed(_ options: LayoutOptions) -> LayoutOptions {
    var options = options
    if let sequenceLength { options.plan.sequenceLength = sequenceLength }
    if let pack { options.plan.packing = pack }
    if let overlong { options.plan.overlong = overlong }
    if let dedup { options.plan.filters[ExactDuplicates.self].kind = dedup }
    if !cap.isEmpty { options.plan.filters[SourceCaps.self].caps = cap }
    if let validation { options.plan.validation = validation }
    if let shuffle { options.plan.isShuffled = shuffle == .on }
    if let seed { options.plan.seed = seed }
    if let rowsPerShard { options.rowsPerShard = rowsPerShard }
    if let level { options.level = level }
    return options
  }
}

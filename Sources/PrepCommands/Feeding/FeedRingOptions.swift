import ByteIO
import ArgumentParser
import GPUFeeder

/// The options of `prep feed` that decide what a batch holds and how many are ready.
struct FeedRingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "input_ids, labels, position_ids: any of them, or all.", valueName: "c1,c2,…"))
  var columns = "input_ids,labels"

  @Option(help: ArgumentHelp("The elements' type: int32 or int64.", valueName: "type"))
  var dtype = ElementType.int32

  @Option(help: ArgumentHelp("Batches that may be ready at once.", valueName: "n"))
  var slots = 8

  private static let names: [(String, BatchColumns)] = [
    ("input_ids", .inputIDs), ("labels", .labels), ("position_ids", .positionIDs), ("all", .all),
  ]

  func apply(to options: inout FeederOptions) throws {
    options.columns = []
    for word in columns.split(separator: ",", omittingEmptySubsequences: false) {
      guard let column = Self.names.first(where: { $0.0 == word })?.1 else {
        let hint = Suggestion.nearest(to: String(word), among: Self.names.map(\.0))
        throw Fault.usage(
          "there is no column '\(word)'" + (hint.map { "; did you mean \($0)?" } ?? ""))
      }
      options.columns.formUnion(column)
    }
    options.elementType = dtype
    options.slotCount = slots
  }
}

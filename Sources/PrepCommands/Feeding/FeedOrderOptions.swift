import ByteIO
import ArgumentParser
import GPUFeeder

/// The options that decide which row comes when: of `prep feed`, and of `prep inspect --step`.
struct FeedOrderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Rows in a batch of one rank.", valueName: "rows"))
  var batchSize: Int?

  @Option(help: ArgumentHelp("The split to look in.", valueName: "name"))
  var split = "train"

  @Option(help: ArgumentHelp("The seed of all that is left to chance.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp(
      "window (blocks, and rows within windows of blocks), full (any row anywhere) or off.",
      valueName: "how"))
  var shuffle = Shuffle.window

  @Option(help: ArgumentHelp("Blocks in a window.", default: "4 Mi tokens", valueName: "blocks"))
  var window: Int?

  @Option(
    help: ArgumentHelp(
      "What becomes of rows that fill no step: pad, drop or wrap.", valueName: "how"))
  var tail = TailRule.pad

  @Option(help: ArgumentHelp("Ranks that share each step.", valueName: "n"))
  var worldSize = 1

  @Option(help: ArgumentHelp("The rank whose batches they are.", valueName: "n"))
  var rank = 0

  @Option(
    help: ArgumentHelp("Shares of several data sets.", default: "equal", valueName: "w1,w2,…"))
  var weights: String?

  @Option(help: ArgumentHelp("Memory that --shuffle full may take.", valueName: "bytes"))
  var memory = ByteSize(2 << 30)

  /// The feeder's options, as far as they stand here.
  func options(_ directories: [String]) throws -> FeederOptions {
    guard let batchSize else {
      throw Fault.usage("--batch-size is missing: the rows in a batch of one rank")
    }
    var options = FeederOptions(
      dataSets: Array(zip(directories, try parsedWeights(count: directories.count))),
      batchSize: batchSize)
    options.split = split
    options.seed = seed
    options.shuffle = shuffle
    options.windowBlockCount = window
    options.tail = tail
    options.rankCount = worldSize
    options.rank = rank
    options.memoryLimit = memory.byteCount
    return options
  }

  private func parsedWeights(count: Int) throws -> [Int] {
    guard let weights else { return [Int](repeating: 1, count: count) }
    let parsed = weights.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard parsed.count == count, parsed.allSatisfy({ ($0 ?? 0) > 0 }) else {
      throw Fault.usage(
        "--weights expects \(count) whole number(s) from 1, one a data set, found '\(weights)'")
    }
    return parsed.compactMap { $0 }
  }
}

extension Shuffle: ExpressibleByArgument {}
extension TailRule: ExpressibleByArgument {}
extension ElementType: ExpressibleByArgument {}

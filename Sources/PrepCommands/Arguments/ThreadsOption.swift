import ArgumentParser
import ByteIO

/// How many threads work.
struct ThreadsOption: ParsableArguments {
  static let range = 1...1024

  @Option(help: ArgumentHelp("Threads to work with.", default: "all cores", valueName: "n"))
  var threads: Int?

  func validate() throws {
    let range = Self.range
    guard let threads, !range.contains(threads) else { return }
    throw ValidationError(
      "--threads expects \(range.lowerBound) to \(range.upperBound), found \(threads)")
  }

  var count: Int { threads ?? Threads.processorCount }
}

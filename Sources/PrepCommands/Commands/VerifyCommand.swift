import ArgumentParser
import ByteIO
import Pipeline
import Shards

/// `prep verify`: whether every bit of a data set is as it was written.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every byte of a data set against its checksums.",
    discussion: """
      Reads all files that the manifest names, decodes every block, and compares lengths, hashes, \
      counts and sums. Ends with status 4 where anything is wrong, and says what.
      """)

  @Argument(help: "The data set's directory.")
  var directory: String

  @Option(help: ArgumentHelp("Threads to work with (default: all cores).", valueName: "n"))
  var threads: Int?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...1024).contains(threads ?? 1) else {
      throw ValidationError("--threads expects 1 to 1024")
    }
  }

  func run() throws {
    let output = OutputDirectory(directory)
    // A directory without a data set is no damaged data set.
    if !FileSystem.exists(output.manifest) { _ = try StatisticsDocument.manifest(in: output) }
    let damage = DatasetVerifier.verify(
      directory, threadCount: threads ?? Threads.processorCount)
    try StandardOutput.write(json ? try report(damage) : try text(damage))
    guard damage.isEmpty else { throw ExitStatus.verification }
  }

  private func text(_ damage: [Damage]) throws -> String {
    guard !damage.isEmpty else {
      let manifest = try StatisticsDocument.manifest(in: OutputDirectory(directory))
      let rows = manifest.splits.reduce(0) { $0 + $1.rowCount }
      return "\(directory): good: \(manifest.shards.count) shards, \(Figures.count(rows)) rows, "
        + "data set \(manifest.dataSetID)\n"
    }
    var lines = ""
    for item in damage {
      var place = item.file
      if let block = item.block { place += ", block \(block)" }
      if let rows = item.rows { place += ", rows \(rows.lowerBound) to \(rows.upperBound - 1)" }
      lines += "\(directory)/\(place): \(item.kind.rawValue): \(item.description)\n"
    }
    return lines + "\(directory): damaged in \(damage.count) place(s)\n"
  }

  private func report(_ damage: [Damage]) throws -> String {
    JSONWriter.pages([
      "good": .boolean(damage.isEmpty),
      "damage": .array(
        damage.map { item in
          [
            "file": .string(item.file), "kind": .string(item.kind.rawValue),
            "shard": item.shard.map { JSONValue($0) } ?? .null,
            "block": item.block.map { JSONValue($0) } ?? .null,
            "rows": item.rows.map { [JSONValue($0.lowerBound), JSONValue($0.upperBound)] } ?? .null,
            "detail": .string(item.description),
          ]
        }),
    ])
  }
}

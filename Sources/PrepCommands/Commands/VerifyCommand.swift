import ArgumentParser
import ByteIO
import Inspect
import Pipeline
import Shards

/// `prep verify`: whether every bit of a data set is as it was written.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every byte of a data set against its checksums, and repair it.",
    usage: "prep verify [<options>] <directory> [<input> ...]",
    discussion: """
      Reads all files that the manifest names, decodes every block, and compares lengths, hashes, \
      counts and sums. Ends with status 4 where anything is wrong, and says what.

      With --repair damaged files are made again, byte for byte: from the parts where they were \
      kept, else from the source. Of a plain source only the lines that a damaged shard holds are \
      read. Nothing is replaced unless what is made has the hash that the manifest states; ends \
      with status 4 where it has not.

      EXAMPLES
        prep verify out
        prep verify out --repair
        prep verify out /new/place/data.jsonl --repair
      """, endsWith: [.verification, .interrupted])

  @Argument(help: "The data set's directory.", completion: .directory)
  var directory: String

  @Argument(
    help: ArgumentHelp(
      "With --repair: where the inputs are now, named as for the build.", valueName: "input"),
    completion: .file())
  var inputs: [String] = []

  @Flag(help: "Make damaged files again.")
  var repair = false

  @OptionGroup var tokenizer: TokenizerOption

  @OptionGroup var threads: ThreadsOption

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup(title: "Progress and log") var progress: ProgressArguments

  func validate() throws {
    guard repair || inputs.isEmpty else { throw ValidationError("inputs go with --repair") }
  }

  func run() throws {
    let output = OutputDirectory(directory)
    // A directory without a data set is no damaged data set.
    if !output.manifest.exists { _ = try manifest() }
    if repair { return try repairDamage() }
    let (directory, threadCount) = (directory, threads.count)
    let damage = try ProgressDisplay.show(progress, resumes: false) { progress in
      DatasetVerifier.verify(directory, threadCount: threadCount, progress: progress)
    }
    if json {
      try StandardOutput.write(json: report(damage))
    } else {
      try StandardOutput.write(text(damage))
    }
    guard damage.isEmpty else { throw ExitStatus.verification }
  }

  /// The manifest, or an error that says what is there instead.
  private func manifest() throws -> Manifest {
    try DataSetDirectory(directory).manifest()
  }

  private func repairDamage() throws {
    let repair = Repair(
      directory, inputs: inputs, tool: PrepCommand.version, tokenizer: try tokenizer.load(),
      threadCount: threads.count)
    let outcome = try ProgressDisplay.show(progress) { (progress) throws(Fault) in
      try repair.run(progress: progress, stop: Signals.stop)
    }
    if json {
      try StandardOutput.write(json: report(outcome.remaining, repaired: outcome.repaired))
    } else {
      let repaired = outcome.repaired.reduce(into: "" as TerminalText) { lines, name in
        lines += "\(directory)/\(name): repaired\n"
      }
      try StandardOutput.write(repaired + (try text(outcome.remaining)))
    }
    guard outcome.remaining.isEmpty else {
      throw Fault.cannotRepair(directory, because: outcome.reason)
    }
  }

  private func text(_ damage: [Damage]) throws -> TerminalText {
    guard !damage.isEmpty else {
      let manifest = try manifest()
      let rows = manifest.splits.reduce(0) { $0 + $1.rowCount }
      return """
        \(directory): good: \(manifest.shards.count) shards, \(Figures.count(rows)) rows, \
        data set \(manifest.dataSetID)

        """
    }
    var lines: TerminalText = ""
    for item in damage {
      var place = item.file
      if let block = item.block { place += ", block \(block)" }
      if let rows = item.rows { place += ", rows \(rows.lowerBound) to \(rows.upperBound - 1)" }
      lines += "\(directory)/\(place): \(item.kind.rawValue): \(item.description)\n"
    }
    return lines + "\(directory): damaged in \(damage.count) place(s)\n"
  }

  private func report(_ damage: [Damage], repaired: [String]? = nil) throws -> String {
    let repaired = repaired.map { names -> [JSONValue.Member] in
      [.init("repaired", .array(names.map { .string($0) }))]
    }
    let members: JSONValue = [
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
    ]
    return JSONWriter.pages(.object(members.members + (repaired ?? [])))
  }
}

extension VerifyCommand: InterruptibleCommand {
  var resumes: Bool { repair }
}

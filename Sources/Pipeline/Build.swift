import ByteIO
import Filters
import Ingest
import Shards
import Tokenizer

/// One build: from inputs to a data set in a directory.
package struct Build: Sendable {
  /// How a build ended that ended well.
  package enum Outcome: Sendable {
    /// The data set was made.
    case built
    /// It was there already, made of the same input in the same way.
    case upToDate
  }

  /// The row lengths that shards can have.
  package static let sequenceLengths = ShardLayout.rowLengths

  private let options: BuildOptions
  private let tool: String
  private let tokenizer: LoadedTokenizer
  private let output: OutputDirectory

  /// Prepares a build by version `tool` of the tool.
  package init(_ options: BuildOptions, tool: String, tokenizer: LoadedTokenizer) {
    self.options = options
    self.tool = tool
    self.tokenizer = tokenizer
    output = OutputDirectory(options.output)
  }

  /// Makes the data set, or goes on where an interrupted run of the same build stopped.
  package func run(
    progress: BuildProgress, stop: StopFlag
  ) throws(PipelineError) -> Outcome {
    let inputs = try list()
    try inFiles { () throws(FileError) in try FileSystem.makeDirectories(output.path) }
    let lock = try takeLock()
    return try run(inputs, under: lock, progress: progress, stop: stop)
  }

  /// The build itself; the lock is borrowed so that it lasts as long.
  private func run(
    _ inputs: [InputFile], under lock: borrowing DirectoryLock, progress: BuildProgress,
    stop: StopFlag
  ) throws(PipelineError) -> Outcome {
    var log = RunLog(options: options)
    let identity = identity(inputs)
    if try prepare(identity, inputs: inputs, stop: stop) { return .upToDate }
    progress.expect(byteCount: Self.knownByteCount(inputs))

    let encoded = try EncodeStage(
      options: options, output: output, vocabulary: tokenizer.vocabulary, progress: progress,
      stop: stop
    ).run(inputs)
    log.finish("encode")
    progress.enter(.planning)
    let planned = try PlanStage(options: options, output: output, inputs: inputs).run(
      encoded.receipts)
    progress.addRejected(planned.rejectedByPlanCount)
    log.finish("plan")
    progress.enter(.assembling)
    let shards = try AssembleStage(
      options: options, output: output, identity: identity, tokenizer: tokenizer,
      inputHash: InputDigest.of(encoded.receipts), progress: progress, stop: stop
    ).run(planned)
    log.finish("assemble")
    progress.enter(.publishing)
    try PublishStage(
      options: options, output: output, identity: identity, tokenizer: tokenizer, tool: tool,
      inputs: inputs, stop: stop
    ).run(encoded, planned, shards, log: &log)
    progress.enter(.done)
    return .built
  }

  private func list() throws(PipelineError) -> [InputFile] {
    do {
      return try InputCatalog.list(options.inputs)
    } catch {
      throw .ingest(error)
    }
  }

  /// The bytes there are to read; 0 where some are compressed or come through a pipe, or where
  /// there are too many files to look at each for the sake of a progress line.
  private static func knownByteCount(_ inputs: [InputFile]) -> Int {
    guard inputs.count <= 1000,
      inputs.allSatisfy({ InputCompression.peek($0) == .plain })
    else { return 0 }
    return inputs.reduce(0) { $0 + Int($1.byteCount ?? 0) }
  }

  private func takeLock() throws(PipelineError) -> DirectoryLock {
    do throws(FileError) {
      if let lock = try DirectoryLock.take(output.path) { return lock }
    } catch {
      throw .file(error)
    }
    throw .outputInUse(output.path)
  }

  /// Everything that the bytes of the result depend on, but for the input's own bytes.
  private func identity(_ inputs: [InputFile]) -> BuildIdentity {
    let versions = FilterVersions.current
    return BuildIdentity([
      "tool": ["name": "prep", "version": .string(tool)],
      "libraries": [
        "zstd": .string(ZstdCompressor.libraryVersion), "icu": .string(versions.icu),
        "cld2": .string(versions.cld2),
      ],
      "tokenizer": [
        "sha256": .string(tokenizer.sha256),
        "behaviour_hash": .string(tokenizer.behaviourHash.description),
        "token_count": JSONValue(tokenizer.vocabulary.tokenCount),
      ],
      "template": [
        "name": .string(options.conversation.template.name),
        "version": .string(options.conversation.template.version),
        "date": .string(options.conversation.date),
      ],
      "options": options.record,
      "inputs": .array(inputs.map { .string($0.path) }),
    ])
  }

  /// Makes the directory ready for work; true where the data set is there already.
  private func prepare(
    _ identity: BuildIdentity, inputs: [InputFile], stop: StopFlag
  ) throws(PipelineError) -> Bool {
    let workspace = Workspace(output: output, overwrites: options.overwrites)
    let foreign = try inFiles { () throws(FileError) in try output.foreignName() }
    if let foreign { throw .outputNotOurs(output.path, example: foreign) }
    return try workspace.prepare(identity) { (manifest) throws(PipelineError) in
      try InputDigest.of(
        inputs, unitByteCount: options.unitByteCount,
        maximumLineByteCount: options.maximumLineByteCount, stop: stop) == manifest.inputHash
    }
  }
}

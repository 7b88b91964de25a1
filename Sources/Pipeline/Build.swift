package import ByteIO
import Filters
import Ingest
import Planner
import Records
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
    progress: Progress, stop: StopFlag
  ) throws(Fault) -> Outcome {
    try checkPlaces()
    let inputs = try list(options.inputs)
    var layout = options.layout
    var all = inputs
    if let validation = options.validationInput {
      layout.plan.firstValidationInput = UInt32(inputs.count)
      all += try list([validation])
    }
    try checkReport(all)
    try output.folder.make()
    let lock = try output.takeLock()
    try checkInputs(all)
    return try run(all, layout, under: lock, progress: progress, stop: stop)
  }

  /// The build itself; the lock is borrowed so that it lasts as long.
  private func run(
    _ inputs: [InputFile], _ layout: LayoutOptions, under lock: borrowing DirectoryLock,
    progress: Progress, stop: StopFlag
  ) throws(Fault) -> Outcome {
    var log = RunLog(threadCount: options.threadCount)
    let identity = BuildIdentity(
      of: options, layout, inputs: inputs.map(\.path), tool: tool, tokenizer: tokenizer)
    if try prepare(identity, inputs: inputs, stop: stop) {
      if options.languageReport != nil { throw .noLanguageReport(output.path) }
      return .upToDate
    }
    // What an interrupted run has written is no longer free, and no longer needed.
    if options.checksSpace, try output.hasNoParts() {
      try DiskSpace.check(inputs, in: output.path)
    }

    let encoded = try EncodeStage(
      options: options, output: output, vocabulary: tokenizer.vocabulary, progress: progress,
      stop: stop
    ).run(
      inputs, try InputTasks.list(inputs, unitByteCount: options.reading.unitByteCount))
    if options.reading.unread == .error {
      let unread = UnreadField.merged(encoded.receipts.map(\.unreadFields))
      if !unread.isEmpty { throw .unreadFields(unread) }
    }
    try settle(encoded)
    log.finish("encode")
    let provenance = Provenance(
      identity: identity, options: options, tool: tool, tokenizer: tokenizer, inputs: inputs,
      encoded: encoded)
    try LayoutStages(
      run: LayoutRun(
        layout: layout, source: output, output: output, provenance: provenance,
        receipts: encoded.receipts, unitsPerGroup: options.unitsPerGroup, progress: progress,
        stop: stop),
      threadCount: options.threadCount, languageReport: options.languageReport, inputs: inputs
    ).make(log: &log)
    try output.removeOwn("work/tables")
    if !options.keepsParts {
      try output.removeWork()
    }
    progress.enter(.done)
    return .built
  }

  /// Tidies up what is left of a run that read more, and notes whether the parts are to stay:
  /// before the manifest, so that a run which is killed after it leaves no doubt.
  private func settle(_ encoded: EncodeStage.Result) throws(Fault) {
    try output.removeParts(except: encoded.receipts.map(\.unit))
    if options.keepsParts {
      let nothing: [UInt8] = []
      try AtomicFile.write(nothing.span, to: output.keptMarker)
    } else {
      try output.keptMarker.remove()
    }
  }

  /// Makes sure that the build does not read what it writes, nor remove what it reads.
  func checkPlaces() throws(Fault) {
    let inputs = (options.inputs + [options.validationInput].compactMap { $0 })
      .filter { $0 != "-" }
    for input in inputs {
      if FileSystem.isPath(input, within: output.path) {
        throw .overlap("the input \(input) lies in the output \(output.path)")
      }
      if FileSystem.isPath(output.path, within: input) {
        throw .overlap("the output \(output.path) lies in the input \(input)")
      }
    }
    guard let report = options.languageReport else { return }
    if FileSystem.isPath(report, within: output.path) {
      throw .overlap("the language report \(report) lies in the output \(output.path)")
    }
    if inputs.contains(where: { FileSystem.isPath(report, within: $0) }) {
      throw .overlap("the language report \(report) would be read as input")
    }
  }

  /// Makes sure that the language report replaces an earlier report at the most, and no file that
  /// the build reads, by whatever name that is reached.
  private func checkReport(_ inputs: [InputFile]) throws(Fault) {
    guard let report = options.languageReport else { return }
    let place = FilePlace(report)
    if let identity = place.identity {
      let paths = inputs.map { $0.isStandardInput ? "/dev/stdin" : $0.path }
      let read = paths + [options.tokenizerPath] + options.readPaths
      if let path = read.first(where: { FilePlace($0).identity == identity }) {
        throw .overlap("the language report \(report) is the file \(path), which is read")
      }
    }
    guard LanguageReport.mayReplace(place) else {
      throw .overlap(
        "the language report \(report) is there already and is no language report, which alone is "
          + "replaced")
    }
    // What cannot be written is found before any work.
    _ = try AtomicFile(place)
  }

  /// Makes sure that no input is a file of the output: links, of directories too, may lead there
  /// from elsewhere, and `--overwrite` would remove what is to be read.
  func checkInputs(_ inputs: [InputFile]) throws(Fault) {
    let paths = inputs.filter { !$0.isStandardInput }.map(\.path)
    let own = try output.firstOwnFile(of: paths)
    if let own { throw .overlap("the input \(own) is a file of the output \(output.path)") }
  }

  private func list(_ arguments: [String]) throws(Fault) -> [InputFile] {
    try InputCatalog.list(arguments, windowLog: options.reading.zstdWindowLog)
  }

  /// Makes the directory ready for work; true where the data set is there already.
  private func prepare(
    _ identity: BuildIdentity, inputs: [InputFile], stop: StopFlag
  ) throws(Fault) -> Bool {
    let workspace = Workspace(
      output: output, overwrites: options.overwrites, keepsParts: options.keepsParts)
    return try workspace.prepare(identity) { (manifest) throws(Fault) in
      try InputDigest.of(inputs, stop: stop) == manifest.inputHash
    }
  }
}

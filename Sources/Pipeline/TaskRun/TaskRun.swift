package import ByteIO
import Ingest
import Planner
import Records
import Shards

/// A build that is done in tasks, on machines that share a directory.
///
/// Every task may run twice, at once, anywhere: no task takes a lock, what it writes has names that
/// cannot collide until it is whole, two runs of it write the same bytes, and its receipt comes last.
package struct TaskRun: Sendable {
  /// Where `run.json`, the parts and the tables are.
  let directory: OutputDirectory
  let output: OutputDirectory
  let options: BuildOptions
  let tokenizer: LoadedTokenizer
  let tool: String
  let file: TaskRunFile
  /// The inputs as they were listed.
  let inputs: [InputFile]
  let inputTasks: [InputTask]

  /// The encode tasks' layout, with the number of the validation input.
  var layout: LayoutOptions {
    var layout = options.layout
    layout.plan.firstValidationInput = file.firstValidationInput.map { UInt32($0) }
    return layout
  }

  static let fileName = "run.json"

  /// Reads what a run was told; the tasks' options follow from the arguments in it.
  package static func read(_ directory: String) throws(Fault) -> TaskRunFile {
    let place = OutputDirectory(directory).file(fileName)
    guard place.exists else { throw .noTaskRun(directory) }
    return try TaskRunFile(readingFrom: place)
  }

  /// Opens a run.
  ///
  /// - Parameters:
  ///   - options: Those of the arguments in `file`.
  ///   - tokenizer: The tokenizer on this machine.
  /// - Throws: `differentBuild` where this machine would make other bytes: another version, another
  ///   tokenizer or another library.
  package init(
    _ directory: String, _ file: TaskRunFile, _ options: BuildOptions, tool: String,
    tokenizer: LoadedTokenizer
  ) throws(Fault) {
    self.directory = OutputDirectory(directory)
    self.options = options
    self.tool = tool
    self.tokenizer = tokenizer
    self.file = file
    output = OutputDirectory(options.output)
    var inputs: [InputFile] = []
    for input in file.inputs {
      var listed = InputFile(path: input.path, byteCount: input.byteCount)
      listed.windowLog = options.reading.zstdWindowLog
      listed.canBeCut = input.isCut
      inputs.append(listed)
    }
    self.inputs = inputs
    inputTasks = try InputTasks.list(
      inputs, unitByteCount: options.reading.unitByteCount, unitsPerTask: file.unitsPerTask)
    let now = BuildIdentity(
      of: options, layout, inputs: inputs.map(\.path), tool: tool, tokenizer: tokenizer)
    let differences = now.differences(from: file.identity)
    guard differences.isEmpty else { throw .otherMachine(directory, differences: differences) }
  }

  /// The stages that this build needs, in order.
  package var stages: [TaskStage] {
    let ranks = LayoutRun.ranks(layout.plan)
    return TaskStage.allCases.filter { ($0 != .rank && $0 != .choose) || ranks }
  }

  /// How many tasks a stage has; nil where that is known only after `plan`.
  package func taskCount(of stage: TaskStage) throws(Fault) -> Int? {
    switch stage {
    case .encode, .key, .rank, .count: return inputTasks.count
    case .mark: return file.bucketCount
    case .choose, .plan, .finish: return 1
    case .assemble:
      let place = receipt(.plan, 0)
      guard place.exists else { return nil }
      // Said by the plan, so that not everyone who asks must lay out the rows.
      return try TaskReceipt(readingFrom: place).assembleTaskCount
    }
  }

  func receipt(_ stage: TaskStage, _ index: Int) -> FilePlace {
    directory.file("receipts/\(stage.rawValue)-\(index).json")
  }

  /// Whether a task has left its receipt and what it says is there, and `finish` has tidied up after
  /// that too.
  package func isDone(_ stage: TaskStage, _ index: Int) -> Bool {
    let place = receipt(stage, index)
    guard place.exists, stage != .finish || !output.work.exists,
      let receipt = try? TaskReceipt(readingFrom: place)
    else { return false }
    return isWhole(receipt)
  }

  /// Whether all files are there that a task has written, of the lengths that they had: a file that was
  /// lost since is made again.
  private func isWhole(_ receipt: TaskReceipt) -> Bool {
    func isThere(_ place: FilePlace, _ byteCount: UInt64) -> Bool {
      (try? File.openRegular(place).byteCount()) == byteCount
    }
    return receipt.units.allSatisfy { isThere(directory.part($0.unit), $0.fileByteCount) }
      && receipt.files.allSatisfy { file in
        isThere(
          DataSetName.isOfDataSet(file.name) ? output.file(file.name) : directory.table(file.name),
          file.byteCount)
      }
  }

  /// The tasks of a stage that are not done, ascending.
  ///
  /// - Parameter opensReceipts: Whether the files that receipts name are looked for; else a receipt is
  ///   enough, which is quick however many there are.
  /// - Throws: `usage` for a stage that this run does not have; `stageNotDone` where the plan says how
  ///   many tasks there are and is not made.
  package func missing(_ stage: TaskStage, opensReceipts: Bool = false) throws(Fault) -> [Int] {
    try checkHas(stage)
    guard let count = try taskCount(of: stage) else { throw .stageNotDone(path, .plan) }
    guard !stage.isSingle, !opensReceipts else {
      return (0..<count).filter { !isDone(stage, $0) }
    }
    let done = Set(try directory.file("receipts").names())
    return (0..<count).filter { !done.contains("\(stage.rawValue)-\($0).json") }
  }

  package var path: String { directory.path }

  /// Makes sure that the options ask for the stage.
  package func checkHas(_ stage: TaskStage) throws(Fault) {
    guard stages.contains(stage) else {
      throw .usage("this run has no stage \(stage.rawValue): its options do not ask for it")
    }
  }

  /// Makes sure that the stage before is done.
  package func checkBefore(_ stage: TaskStage) throws(Fault) {
    guard let index = stages.firstIndex(of: stage), index > 0 else { return }
    let before = stages[index - 1]
    guard try missing(before).isEmpty else { throw .stageNotDone(path, before) }
  }
}

extension TaskRun {
  /// Begins a run: lists the inputs, makes both directories, and writes what the tasks are told.
  ///
  /// The same command again does nothing.
  /// - Parameters:
  ///   - arguments: What `options` were made of.
  ///   - workingDirectory: Where relative paths count from.
  package static func begin(
    _ directory: String, _ options: BuildOptions, arguments: [String], workingDirectory: String,
    unitsPerTask: Int, tool: String, tokenizer: LoadedTokenizer
  ) throws(Fault) -> TaskRun {
    let listed = try list(options)
    var taskCounts = [Int](repeating: 0, count: listed.inputs.count)
    for task in try InputTasks.list(
      listed.inputs, unitByteCount: options.reading.unitByteCount, unitsPerTask: unitsPerTask)
    {
      for range in task.ranges { taskCounts[range.file] += 1 }
    }
    let file = TaskRunFile(
      arguments: arguments, directory: workingDirectory,
      identity: BuildIdentity(
        of: options, listed.layout, inputs: listed.inputs.map(\.path), tool: tool,
        tokenizer: tokenizer),
      inputs: zip(listed.inputs, taskCounts).map { input, taskCount in
        TaskRunFile.Input(
          path: input.path, byteCount: input.byteCount ?? 0,
          modifiedAt: input.stamp?.modifiedAt ?? 0, isCut: taskCount > 1)
      },
      firstValidationInput: listed.layout.plan.firstValidationInput.map { Int($0) },
      unitsPerTask: unitsPerTask, bucketCount: bucketCount(listed.inputs))
    let run = try TaskRun(directory, file, options, tool: tool, tokenizer: tokenizer)
    try run.prepare(listed.inputs)
    return run
  }

  private static func list(
    _ options: BuildOptions
  ) throws(Fault) -> (inputs: [InputFile], layout: LayoutOptions) {
    guard !options.inputs.contains("-") else {
      throw .usage("tasks read their inputs again and again: give files, not standard input")
    }
    var layout = options.layout
    var inputs = try InputCatalog.list(
      options.inputs, windowLog: options.reading.zstdWindowLog)
    if let validation = options.validationInput {
      layout.plan.firstValidationInput = UInt32(inputs.count)
      inputs += try InputCatalog.list([validation], windowLog: options.reading.zstdWindowLog)
    }
    for input in inputs where input.byteCount == nil {
      throw .usage("\(input.path): tasks read their inputs again and again: give regular files")
    }
    return (inputs, layout)
  }

  /// As many that a bucket holds the keys of some gigabytes of text.
  private static func bucketCount(_ inputs: [InputFile]) -> Int {
    let byteCount = inputs.reduce(UInt64(0)) { $0 + ($1.byteCount ?? 0) }
    return Int(min(256, max(1, byteCount >> 31)))
  }

  private func prepare(_ listed: [InputFile]) throws(Fault) {
    let build = Build(options, tool: tool, tokenizer: tokenizer)
    try build.checkPlaces()
    for input in options.inputs + [options.validationInput].compactMap({ $0 }) {
      if FileSystem.isPath(input, within: directory.path) {
        throw .overlap("the input \(input) lies in the run \(directory.path)")
      }
      if FileSystem.isPath(directory.path, within: input) {
        throw .overlap("the run \(directory.path) lies in the input \(input)")
      }
    }
    guard !FileSystem.isPath(options.output, within: directory.path),
      !FileSystem.isPath(directory.path, within: options.output)
    else {
      throw .overlap("the run \(directory.path) and the output \(options.output) lie in each other")
    }
    let place = directory.file(Self.fileName)
    if place.exists {
      guard try TaskRunFile(readingFrom: place) == file else {
        throw .otherTaskRun(directory.path)
      }
      return
    }
    try checkFree()
    try output.folder.make()
    do {
      let lock = try output.takeLock()
      try build.checkInputs(listed)
      try prepareOutput(under: lock)
    }
    try directory.folder.make()
    try directory.parts.makeDirectories()
    try directory.tables.makeDirectories()
    try directory.file("receipts").makeDirectories()
    _ = try file.write(to: place)
  }

  /// Makes sure that nothing is in the run's directory but what an `init` that was killed had made.
  private func checkFree() throws(Fault) {
    let place = FilePlace(directory.path)
    guard place.kind != nil else { return }
    let own = ["work", "work/parts", "work/tables", "receipts"]
    let isFree = try place.entries().allSatisfy { entry in
      entry.kind == .directory
        ? own.contains(entry.name)
        : entry.kind == .file && AtomicFile.target(ofTemporary: entry.name) == Self.fileName
    }
    guard isFree else { throw .runNotEmpty(directory.path) }
  }

  /// The lock is borrowed so that it lasts as long.
  private func prepareOutput(under lock: borrowing DirectoryLock) throws(Fault) {
    if output.manifest.exists, !options.overwrites { throw .dataSetIsThere(output.path) }
    let workspace = Workspace(output: output, overwrites: options.overwrites)
    _ = try workspace.prepare(file.identity) { (_) throws(Fault) in false }
  }
}

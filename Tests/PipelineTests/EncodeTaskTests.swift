import ByteIO
import Ingest
import Records
import Shards
import TestSupport
import Testing

@testable import Pipeline

/// Encode tasks done one by one, in any order and by any number of threads.
@Suite struct EncodeTaskTests {
  /// Inputs of which some are cut and some share a task, in units of 1024 bytes and tasks of two.
  private static func inputs(in directory: TemporaryDirectory) throws -> [InputFile] {
    let texts = [
      TestBuild.records(60), TestBuild.records(3, from: 60), "", TestBuild.records(4, from: 63),
      "[" + #"{"text":"of an array"},"# + #"{"text":"another"}]"#, TestBuild.records(80, from: 67),
    ]
    return try InputCatalog.list(
      texts.enumerated().map { try directory.write($1, to: "in/\($0).jsonl") })
  }

  private static func run(
    _ build: TestBuild, _ inputs: [InputFile], _ tasks: [InputTask], threadCount: Int,
    progress: Progress = Progress()
  ) throws -> EncodeStage.Result {
    build.options.threadCount = threadCount
    let output = OutputDirectory(build.output)
    try output.folder.make()
    try output.parts.makeDirectories()
    return try EncodeStage(
      options: build.options, output: output, vocabulary: build.tokenizer.vocabulary,
      progress: progress, stop: StopFlag()
    ).run(inputs, tasks)
  }

  @Test func eachAloneGivesTheSamePartsAsAllTogether() throws {
    let (whole, pieces) = (try TestBuild(""), try TestBuild(""))
    let inputs = try Self.inputs(in: whole.directory)
    let tasks = try InputTasks.list(inputs, unitByteCount: 1024, unitsPerTask: 2)
    #expect(tasks.count > 5)
    #expect(tasks.contains { $0.ranges.count > 1 } && tasks.contains { $0.ranges[0].start > 0 })
    let expected = try Self.run(whole, inputs, tasks, threadCount: 2)
    #expect(expected.byteCounts == inputs.map { $0.byteCount ?? 0 })
    #expect(expected.receipts.map(\.unit) == expected.receipts.map(\.unit).sorted())

    var byteCounts = [UInt64](repeating: 0, count: inputs.count)
    var receipts: [PartReceipt] = []
    for (number, task) in tasks.enumerated().reversed() {
      let result = try Self.run(pieces, inputs, [task], threadCount: 1 + number % 3)
      #expect(result.receipts.allSatisfy { $0.unit.task == task.number })
      #expect(result.receipts == expected.receipts.filter { $0.unit.task == task.number })
      for (file, byteCount) in result.byteCounts.enumerated() { byteCounts[file] += byteCount }
      let opened = Set(task.ranges.map(\.file))
      for file in inputs.indices {
        #expect((result.compressions[file] == nil) != opened.contains(file))
      }
      receipts = result.receipts + receipts
    }
    #expect(byteCounts == expected.byteCounts)
    #expect(receipts == expected.receipts)
    #expect(try pieces.parts() == whole.parts())
    #expect(try OutputDirectory(pieces.output).partReceipts() == receipts)
    #expect(InputDigest.of(receipts) == InputDigest.of(expected.receipts))

    // What is done is not done again, whoever did it.
    let progress = Progress()
    let again = try Self.run(pieces, inputs, tasks, threadCount: 3, progress: progress)
    #expect(again.receipts == receipts)
    #expect(progress.snapshot.resumedUnitCount == receipts.count)
  }

  @Test func thePartsOfATaskCanBeOpenedAlone() throws {
    let build = try TestBuild("")
    let inputs = try Self.inputs(in: build.directory)
    let tasks = try InputTasks.list(inputs, unitByteCount: 1024, unitsPerTask: 2)
    let receipts = try Self.run(build, inputs, tasks, threadCount: 2).receipts
    let output = OutputDirectory(build.output)
    let whole = try PartSet(receipts.map { output.part($0.unit) })
    var position = LinePosition.start
    var record = 0
    for task in tasks {
      let places = receipts.map(\.unit).filter { $0.task == task.number }.map { output.part($0) }
      let group = try PartSet(places, from: position)
      for own in 0..<group.recordCount {
        #expect(group.place(ofRecord: own) == whole.place(ofRecord: record))
        record += 1
      }
      position = group.end
    }
    #expect(record == whole.recordCount)
  }

  @Test func partsThatARunDidNotHaveAreRemoved() throws {
    let build = try TestBuild("")
    let inputs = try Self.inputs(in: build.directory)
    let tasks = try InputTasks.list(inputs, unitByteCount: 1024, unitsPerTask: 2)
    let receipts = try Self.run(build, inputs, tasks, threadCount: 2).receipts
    let output = OutputDirectory(build.output)
    let before = try output.parts.names()
    for name in ["00000.part", "00000.json", "00099-00000.part", "00099-00000.borderline"] {
      try build.directory.write("", to: "out/work/parts/" + name)
    }
    try build.directory.write("mine", to: "out/work/parts/thesis")
    try output.removeParts(except: receipts.map(\.unit))
    #expect(try output.parts.names() == before + ["thesis"])
    try output.removeParts(except: receipts.map(\.unit).dropFirst())
    #expect(try output.partReceipts() == Array(receipts.dropFirst()))
  }

  @Test func aReceiptUnderTheNameOfAnotherUnitIsRefused() throws {
    let build = try TestBuild("")
    let inputs = try Self.inputs(in: build.directory)
    let receipts = try Self.run(
      build, inputs, [InputTask(allOf: inputs)], threadCount: 1
    ).receipts
    let output = OutputDirectory(build.output)
    try output.partReceipt(receipts[0].unit).rename(
      to: output.partReceipt(UnitNumber(task: 5, index: 0)))
    let error = #expect(throws: Fault.self) { try output.partReceipts() }
    #expect(error?.message.contains("expected 00005-00000") == true, "\(error!)")
  }
}

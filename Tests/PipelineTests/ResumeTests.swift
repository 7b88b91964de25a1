import ByteIO
import Glibc
import Pipeline
import Planner
import TestSupport
import Testing

/// What a build finds when it comes back to its work.
@Suite struct ResumeTests {
  /// Runs a build on a thread of its own and stops it once `unitCount` units are done.
  private static func runAndStop(_ build: TestBuild, afterUnits unitCount: Int) throws {
    let stop = StopFlag()
    let progress = Progress()
    build.options.threadCount = 1
    let job = Build(build.options, tool: "test", tokenizer: build.tokenizer)
    let failure = Monitor<Fault?>(nil)
    let finished = Monitor<Bool>(false)
    let receipts = build.output + "/work/parts"
    Threads.run(2) { index in
      if index == 0 {
        do throws(Fault) {
          _ = try job.run(progress: progress, stop: stop)
        } catch {
          failure.withLock { $0 = error }
        }
        finished.withLock { $0 = true }
      } else {
        while !finished.withLock({ $0 }) {
          let names = (try? FileSystem.names(in: receipts)) ?? []
          if names.count(where: { $0.hasSuffix(".json") }) >= unitCount { stop.set() }
        }
      }
    }
    let fault = try #require(failure.withLock { $0 })
    guard fault == .interrupted(resumes: true) else { throw fault }
  }

  /// Units that one thread has done are judged by others as it would have judged them.
  @Test func stoppedBuildOfManyLanguagesGoesOnWithOtherThreads() throws {
    let whole = try TestBuild.ofManyLanguages(threadCount: 1)
    try whole.run()
    let build = try TestBuild.ofManyLanguages(threadCount: 1)
    build.options.inputs = whole.options.inputs
    try Self.runAndStop(build, afterUnits: 20)
    let progress = Progress()
    build.options.threadCount = 3
    try build.run(progress: progress)
    #expect(progress.snapshot.resumedUnitCount >= 20)
    #expect(try build.contents() == whole.contents())
  }

  @Test(arguments: [1, 5, 20])
  func stoppedBuildGoesOnWhereItStopped(unitCount: Int) throws {
    let text = TestBuild.records(600)
    let whole = try TestBuild(text)
    whole.options.layout.plan.filters[ExactDuplicates.self].kind = .exact
    try whole.run()
    let build = try TestBuild(text)
    build.options.layout.plan.filters[ExactDuplicates.self].kind = .exact
    // The input's name stands in the data set: both builds read one file.
    build.options.inputs = whole.options.inputs
    try Self.runAndStop(build, afterUnits: unitCount)
    let progress = Progress()
    build.options.threadCount = 2
    try build.run(progress: progress)
    #expect(progress.snapshot.resumedUnitCount >= unitCount)
    #expect(try build.contents() == whole.contents())
    #expect(!FileSystem.exists(build.output + "/work"))
  }

  /// The parts of a build, kept after it, with the data set itself gone: as after a kill.
  private static func unpublished(_ text: String) throws -> TestBuild {
    let build = try TestBuild(text)
    build.options.keepsParts = true
    try build.run()
    try FileSystem.removeFile(build.output + "/manifest.json")
    return build
  }

  @Test func finishedShardsAreNotWrittenAgain() throws {
    let build = try Self.unpublished(TestBuild.records(300))
    let shard = build.output + "/shards/train-00001.shard"
    // A file written anew has another inode: it is made under another name and renamed.
    var before = stat()
    var after = stat()
    #expect(stat(shard, &before) == 0)
    try build.run()
    #expect(stat(shard, &after) == 0)
    #expect(before.st_ino == after.st_ino)
  }

  @Test func damagedShardIsMadeAgain() throws {
    let build = try Self.unpublished(TestBuild.records(300))
    let shard = build.output + "/shards/train-00001.shard"
    let before = try FileSystem.bytes(of: shard)
    var bytes = before
    bytes[bytes.count / 2] ^= 1
    try FileSystem.write(bytes, to: shard)
    try build.run()
    #expect(try FileSystem.bytes(of: shard) == before)
  }

  @Test func shardsOfShorterInputAreNotTakenForThoseOfLonger() throws {
    // Whole units only, so that every unit of the first run is one of the second's too.
    let record = TestBuild.records(1)
    let line = record.dropLast() + String(repeating: " ", count: 256 - record.utf8.count) + "\n"
    let text = String(repeating: String(line), count: 16)
    let build = try Self.unpublished(text)
    let shardCount = try FileSystem.names(in: build.output + "/shards").count
    try build.directory.write(text + text + text, to: "data.jsonl")
    let progress = Progress()
    try build.run(progress: progress)
    #expect(progress.snapshot.resumedUnitCount == 4)

    let fresh = try TestBuild(text + text + text)
    fresh.options.inputs = build.options.inputs
    fresh.options.keepsParts = true
    try fresh.run()
    #expect(try FileSystem.names(in: fresh.output + "/shards").count > shardCount)
    #expect(try build.contents() == fresh.contents())

    // And the other way: shards that the shorter input does not have are gone.
    try FileSystem.removeFile(build.output + "/manifest.json")
    try build.directory.write(text, to: "data.jsonl")
    try build.run()
    #expect(try FileSystem.names(in: build.output + "/shards").count == shardCount)
    #expect(try build.parts().count == 4)
  }

  @Test func damagedPartIsMadeAgain() throws {
    let build = try Self.unpublished(TestBuild.records(300))
    let before = try build.parts()
    try FileSystem.removeTree(build.output + "/shards")
    let part = build.output + "/work/parts/00000-00003.part"
    var bytes = try FileSystem.bytes(of: part)
    bytes[bytes.count / 3] ^= 1
    try FileSystem.write(bytes, to: part)
    try build.run()
    #expect(try build.parts() == before)
  }

  @Test func truncatedPartIsMadeAgain() throws {
    let build = try Self.unpublished(TestBuild.records(300))
    let part = build.output + "/work/parts/00000-00003.part"
    let before = try FileSystem.bytes(of: part)
    let shorter = Array(before.dropLast())
    try FileSystem.write(shorter, to: part)
    try build.run()
    #expect(try FileSystem.bytes(of: part) == before)
  }

  @Test func changedUnitIsRefused() throws {
    let build = try Self.unpublished(TestBuild.records(300))
    var bytes = try FileSystem.bytes(of: build.options.inputs[0])
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "?")))
    bytes[place] = UInt8(ascii: "!")
    try build.directory.write(bytes, to: "data.jsonl")
    let error = #expect(throws: Fault.self) { try build.run() }
    #expect(error?.kind == .inputChanged)
    #expect(
      error?.message.contains(": its bytes are not those read before (unit 00000-00000), so ")
        == true)
    #expect(error?.status == .usage)
  }
}

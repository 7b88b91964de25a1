import ByteIO
import Foundation
import TestSupport
import Testing

/// The main job on the documents in fixtures/, as the README shows it.
@Suite struct BuildTests {
  private static let inputs = ["conversations.jsonl", "instructions.jsonl"].map {
    Fixtures.path("documents/" + $0)
  }

  /// A data set of the documents; the directory goes with the value.
  private struct Built {
    let directory: TemporaryDirectory
    let outcome: Prep.Outcome
    var files: DataSetFiles { DataSetFiles(directory: directory.file("out")) }

    init(_ options: String...) throws {
      directory = try TemporaryDirectory()
      outcome = try Prep.run(
        ["build"] + BuildTests.inputs + ["--output", directory.file("out")] + options)
    }
  }

  @Test func everyRecordIsAccountedFor() throws {
    let built = try Built("--language", "en")
    #expect(built.outcome.status == 0, "\(built.outcome.errors)")
    let statistics = try built.files.statistics()
    let rejected = try built.files.rejected()
    // 98 lines, one of them blank.
    #expect(statistics.recordsIn == 97)
    #expect(statistics.recordsKept + rejected.count == statistics.recordsIn)
    #expect(
      statistics.recordsRejected
        == Dictionary(rejected.map { ($0.reason, 1) }, uniquingKeysWith: +))
    #expect(statistics.forms.values.reduce(0, +) == statistics.recordsKept)
    #expect(statistics.rejectedForms.values.reduce(0, +) == rejected.count)
    let kept = try built.files.records()
    let places = kept.map { "\($0.file):\($0.line)" } + rejected.map { "\($0.file):\($0.line)" }
    #expect(places.count == 97)
    #expect(Set(places).count == 97)
    #expect(try built.files.leftovers() == [])
  }

  @Test func figuresAddUp() throws {
    let built = try Built("--language", "en", "--dedup", "exact")
    let statistics = try built.files.statistics()
    let rows = try built.files.rows()
    let records = try built.files.records()
    #expect(statistics.rows == rows.count)
    #expect(rows.allSatisfy { $0.inputIds.count == 2048 && $0.labels.count == 2048 })
    #expect(
      statistics.tokens
        == statistics.templateTokens + statistics.promptTokens + statistics.trainedTokens)
    #expect(statistics.tokens == records.reduce(0) { $0 + $1.inputIds.count })
    #expect(statistics.tokens == rows.reduce(0) { $0 + $1.segmentLengths.reduce(0, +) })
    #expect(
      statistics.trainedTokens
        == rows.reduce(0) { $0 + $1.labels.count { label in label != -100 } })
    #expect(statistics.tokens + statistics.paddingTokens == statistics.rows * statistics.rowLength)
    #expect(statistics.truncatedTokens == 0)
    let lengths = records.map(\.inputIds.count).sorted()
    #expect(statistics.lengthPercentiles["max"] == lengths.last)
    #expect(statistics.lengthPercentiles["p50"] == lengths[(lengths.count + 1) / 2 - 1])
    let matrix = statistics.languages.values.flatMap(\.values).reduce(0, +)
    #expect(matrix == statistics.recordsKept)
    #expect(statistics.peakRssBytes > 0)
  }

  @Test(arguments: [nil, "1 Jan 2025"])
  func keptRecordsHaveTheGoldenIdsAndLabels(date: String?) throws {
    struct Golden: Decodable {
      var kind: String
      var template: String?
      var date: String?
      var trainOn: String?
      var file: String?
      var line: Int?
      var inputIds: [Int]?
      var labels: [Int]?
    }
    let built = try date.map { try Built("--date", $0) } ?? Built()
    let golden = try DataSetFiles.lines(
      try FileSystem.bytes(of: Fixtures.path("tokenizer/golden.jsonl")), of: Golden.self
    ).filter {
      $0.kind == "record" && $0.template == "llama-3.1" && $0.trainOn == "assistant"
        && $0.date == date
    }
    var expected: [String: Golden] = [:]
    for line in golden { expected["\(line.file ?? ""):\(line.line ?? 0)"] = line }
    let records = try built.files.records()
    #expect(records.count >= 90)
    for record in records {
      let name = record.file.split(separator: "/").last.map(String.init) ?? ""
      // Of another date there are the conversations only.
      if date != nil, name != "conversations.jsonl" { continue }
      let line = try #require(expected["\(name):\(record.line)"], "\(name):\(record.line)")
      #expect(record.inputIds == line.inputIds, "\(name):\(record.line)")
      #expect(record.labels == line.labels, "\(name):\(record.line)")
    }
  }

  @Test func duplicatesNameTheirWinner() throws {
    let built = try Built("--dedup", "exact")
    let duplicate = try #require(
      try built.files.rejected().first { $0.reason == "duplicate" && $0.line == 57 })
    #expect(duplicate.winner?.line == 56)
    #expect(duplicate.winner?.file == duplicate.file)
    #expect(duplicate.raw == nil)
  }

  @Test func rowsAreTheirRecordsAndRightPadding() throws {
    let built = try Built("--sequence-length", "512", "--rows-per-shard", "3")
    let records = Set(try built.files.records().map(\.inputIds))
    for row in try built.files.rows() {
      var start = 0
      for length in row.segmentLengths {
        #expect(records.contains(Array(row.inputIds[start..<(start + length)])))
        #expect(row.labels[start] == -100)
        start += length
      }
      #expect(row.inputIds[start...].allSatisfy { $0 == 128_004 })
      #expect(row.labels[start...].allSatisfy { $0 == -100 })
    }
  }

  @Test func validationHoldsTheNumberAskedForAndNothingTwice() throws {
    let built = try Built("--validation", "7")
    let validation = try Prep.run(
      "export", built.files.directory, "--format", "jsonl", "--unpacked", "--split", "validation")
    let train = try Prep.run(
      "export", built.files.directory, "--format", "jsonl", "--unpacked", "--split", "train")
    let held = try DataSetFiles.lines(validation.output, of: DataSetFiles.Record.self)
    let rest = try DataSetFiles.lines(train.output, of: DataSetFiles.Record.self)
    #expect(held.count == 7)
    #expect(try built.files.statistics().recordsKept == held.count + rest.count)
    #expect(Set(held.map(\.inputIds)).isDisjoint(with: rest.map(\.inputIds)))
  }

  @Test func seedChangesTheOrderAndNothingElse() throws {
    let first = try Built("--sequence-length", "512")
    let again = try Built("--sequence-length", "512")
    let other = try Built("--sequence-length", "512", "--seed", "1")
    let rows = try first.files.rows().map(\.inputIds)
    #expect(rows == (try again.files.rows().map(\.inputIds)))
    #expect(rows != (try other.files.rows().map(\.inputIds)))
    #expect(
      try first.files.records().map(\.inputIds) == other.files.records().map(\.inputIds))
  }

  @Test func verifyFindsNothingWrong() throws {
    let built = try Built()
    let outcome = try Prep.run("verify", built.files.directory)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("good"))
  }

  @Test func secondRunSaysThatAllIsThere() throws {
    let built = try Built()
    let before = try built.files.contents()
    let outcome = try Prep.run(
      ["build"] + Self.inputs + ["--output", built.files.directory])
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("is there already"))
    #expect(try built.files.contents() == before)
  }

  @Test(arguments: ["best-fit", "concat", "none"])
  func figuresAddUpWhereRecordsAreCut(packing: String) throws {
    let built = try Built(
      "--overlong", "truncate", "--sequence-length", "128", "--pack", packing)
    let statistics = try built.files.statistics()
    let rows = try built.files.rows()
    let records = try built.files.records()
    let trained = rows.reduce(0) { $0 + $1.labels.count { label in label != -100 } }
    #expect(statistics.trainedTokens == trained)
    #expect(statistics.tokens == records.reduce(0) { $0 + $1.inputIds.count })
    #expect(
      statistics.tokens
        == statistics.templateTokens + statistics.promptTokens + statistics.trainedTokens)
    #expect(statistics.sources.values.reduce(0) { $0 + $1.tokens } == statistics.tokens)
    #expect(statistics.sources.values.reduce(0) { $0 + $1.trainedTokens } == trained)
    if packing == "concat" {
      #expect(statistics.truncatedTokens == 0)
    } else {
      #expect(statistics.truncatedTokens > 0)
      let whole = try Built("--overlong", "drop", "--sequence-length", "2048")
      let before = try whole.files.statistics()
      // All but the records of which only the prompt would be left.
      let dropped = try built.files.rejected().filter { $0.reason == "too_long" }
      let lengths = try whole.files.records().filter { record in
        dropped.contains { $0.file == record.file && $0.line == record.line }
      }.reduce(0) { $0 + $1.inputIds.count }
      #expect(statistics.tokens + statistics.truncatedTokens + lengths == before.tokens)
      #expect(records.allSatisfy { $0.inputIds.count <= 128 && $0.labels.contains { $0 != -100 } })
    }
    #expect(try Prep.run("verify", built.files.directory).status == 0)
  }

  @Test func capsRejectWhatASourceHasTooMuch() throws {
    let built = try Built("--cap", "code=3", "--cap", "maths=0")
    let statistics = try built.files.statistics()
    #expect(statistics.sources["code"]?.records == 3)
    #expect(statistics.sources["maths"] == nil)
    #expect(statistics.recordsRejected["cap"] ?? 0 > 3)
    #expect(
      statistics.recordsKept + statistics.recordsRejected.values.reduce(0, +)
        == statistics.recordsIn)
    let wrong = try Built("--cap", "cod=3")
    #expect(wrong.outcome.status == 2)
    #expect(wrong.outcome.errors.contains("'code'"), "\(wrong.outcome.errors)")
  }
}

import ByteIO
import TestSupport
import Testing

@testable import Inspect

/// Rows, records and rejected records that are chosen by chance.
@Suite struct SampleTests {
  private let directory = DataSetDirectory(EditedDataSet.golden)

  @Test func aChoiceIsOfTheWantedSizeAndTheSameForItsSeed() {
    for (count, total) in [(0, 0), (0, 9), (1, 1), (3, 9), (9, 9), (12, 9), (500, 1_000_000)] {
      let chosen = SeededChoice.numbers(count, below: total, seed: 7)
      #expect(chosen.count == min(count, total))
      #expect(zip(chosen, chosen.dropFirst()).allSatisfy { $0 < $1 })
      #expect(chosen.allSatisfy { (0..<max(total, 1)).contains($0) })
      #expect(SeededChoice.numbers(count, below: total, seed: 7) == chosen)
    }
    // Every number is chosen by some seed, and no seed always chooses the same.
    let all = (0..<64).flatMap { SeededChoice.numbers(2, below: 8, seed: $0) }
    #expect(Set(all) == Set(0..<8))
    let times = (0..<8).map { number in all.count { $0 == number } }
    #expect(times.allSatisfy { (4...32).contains($0) }, "\(times)")
  }

  @Test func rowsAreThoseOfAllSplits() throws {
    var rows = try DataSetRows(directory)
    let all = try rows.sampledRows(1000, seed: 0)
    #expect(
      all.map(\.split) == Array(repeating: "train", count: 111)
        + Array(repeating: "validation", count: 12))
    #expect(all.map(\.number) == Array(0..<111) + Array(0..<12))
    for row in all {
      #expect(row.tokens.count == 12)
      #expect(row.paddingTokenCount + row.segments.reduce(0) { $0 + $1.range.count } == 12)
    }
    #expect(all.reduce(0) { $0 + $1.paddingTokenCount } == 2)
    #expect(all.reduce(0) { $0 + $1.segments.reduce(0) { $0 + $1.trainedTokenCount } } == 513)
    let some = try rows.sampledRows(9, seed: 3)
    #expect(some.count == 9)
    for row in some {
      let same = try #require(all.first { $0.split == row.split && $0.number == row.number })
      #expect(same.tokens == row.tokens)
    }
    #expect(try rows.sampledRows(9, seed: 4).map(\.number) != some.map(\.number))
  }

  @Test func recordsAreWholeAndThoseOfTheirLines() throws {
    var rows = try DataSetRows(directory)
    var lookup = try SourceLookup(directory)
    let all = try rows.sampledRecords(1000, seed: 0)
    #expect(all.count == 17)
    #expect(all.map(\.line) == all.map(\.line).sorted())
    for record in all {
      guard
        case .kept(let segments) = try lookup.fate(
          of: "\(record.path):\(record.line)", nearest: { _, _ in nil })
      else {
        Issue.record("\(record.line) is not kept")
        continue
      }
      #expect(record.segments.map(\.tokens) == segments.map(\.tokens))
      #expect(record.segments.map(\.trained) == segments.map(\.trained))
      #expect(record.segments.map(\.row) == segments.map(\.row))
    }
    let some = try rows.sampledRecords(5, seed: 3).map(\.line)
    #expect(some.count == 5 && Set(some).isSubset(of: all.map(\.line)))
    #expect(try rows.sampledRecords(0, seed: 3).isEmpty)
  }

  @Test func rejectedRecordsAreChosenByReason() throws {
    let set = try EditedDataSet()
    let lines = (0..<100).map { number in
      let reason = number % 10 == 3 ? "rare" : "common"
      return
        #"{"file":",\"reason\":\"common\"","line":\#(number),"reason":"\#(reason)","detail":"d","winner":{"reason":"none"}}"#
    }
    try set.put(lines.joined(separator: "\n") + "\n", as: "rejected/00000.jsonl")
    func sample(_ limit: Int, seed: UInt64) throws -> [[UInt64]] {
      let sample = try RejectedSample(
        DataSetDirectory(set.path), counts: [("rare", 10), ("common", 90), ("none", 5)],
        limit: limit, seed: seed)
      #expect(sample.reasons.map(\.count) == [10, 90, 5])
      for reason in sample.reasons {
        #expect(try reason.records.allSatisfy { try $0.reason == reason.name })
      }
      return try sample.reasons.map { try $0.records.map { try $0.line } }
    }
    let numbers = (0..<100 as Range<UInt64>)
    #expect(
      try sample(1000, seed: 1)
        == [numbers.filter { $0 % 10 == 3 }, numbers.filter { $0 % 10 != 3 }, []])
    let some = try sample(4, seed: 1)
    #expect(some.map(\.count) == [4, 4, 0])
    #expect(try sample(4, seed: 1) == some)
    #expect(try sample(4, seed: 2) != some)
    #expect(try sample(0, seed: 1) == [[], [], []])
  }

  /// The reason that is told without parsing is the one that parsing gives.
  @Test func reasonsAreToldAsTheyAreParsed() throws {
    var records = try RejectedRecords(directory)
    var told: [String] = []
    var parsed: [String] = []
    while let record = try records.next(where: { reason in
      told.append(String(decoding: reason, as: UTF8.self))
      return true
    }) {
      parsed.append(try record.reason)
    }
    #expect(told == parsed)
    #expect(parsed.count == 4)
    var unwanted = try RejectedRecords(directory)
    let none = try unwanted.next(where: { _ in false })
    #expect(none == nil)
  }

  @Test func aRejectedRecordSaysWhatWasKeptInItsPlace() throws {
    var records = try RejectedRecords(directory)
    var winners: [UInt64] = []
    while let record = try records.next() {
      #expect(record.byteCount ?? 0 > 0)
      #expect(!record.isRawCut)
      if let winner = record.winner { winners.append(winner.line) }
    }
    #expect(winners.count == 1)
  }

  @Test(arguments: [("manifest.json", true), ("work/build.json", true), ("notes.json", false)])
  func aDirectoryIsTakenByAnythingOfADataSet(_ name: String, isTaken: Bool) throws {
    let directory = try TemporaryDirectory()
    try directory.write(#"{"format":"prep data set","version":99}"#, to: name)
    #expect(DataSetDirectory(directory.path).isTaken == isTaken)
  }
}

import ByteIO
import Glibc
import TestSupport
import Testing

@testable import GPUFeeder

/// Resume across processes: `prep feed` saves, another `prep feed` goes on.
@Suite struct NewProcessTests {
  /// Runs the `prep` of this build; its standard output, line by line.
  static func prep(_ arguments: [String]) throws -> [Substring] {
    let folder = FakeDriver.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let command = ([folder.joined(separator: "/") + "/prep"] + arguments)
      .map { "'\($0)'" }.joined(separator: " ")
    let pipe = try #require(popen(command, "r"))
    var text: [UInt8] = []
    while case let byte = fgetc(pipe), byte != EOF { text.append(UInt8(byte)) }
    #expect(pclose(pipe) == 0, "\(command)")
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
  }

  @Test(arguments: [1, 2, 4, 8])
  func aStateGoesOnInAnotherProcess(_ rankCount: Int) throws {
    let sets = [
      try TestDataSet(rowCount: 61, seed: 1),
      try TestDataSet(rowCount: 29, rowsPerBlock: 3, rowsPerShard: 9, seed: 2),
    ]
    let directory = try TemporaryDirectory()
    // 12 steps an epoch; mixing and shuffling are on.
    func feed(_ rest: [String], ranks: Int = rankCount) throws -> [Substring] {
      try Self.prep(
        [
          "feed", sets[0].path, sets[1].path, "--weights", "3,2", "--batch-size", "\(8 / ranks)",
          "--world-size", "\(ranks)", "--rank", "\(ranks - 1)", "--window", "2", "--seed", "5",
          "--digest",
        ] + rest)
    }
    let whole = try feed(["--batches", "40"]).map { $0.drop { $0 != " " } }
    #expect(whole.count == 40 && Set(whole).count > 20)
    var random = SeededGenerator(seed: UInt64(rankCount))
    let steps =
      [0, 1, 11, 12, 13, 39] + (0..<5).map { _ in Int.random(in: 2..<39, using: &random) }
    for step in Set(steps).sorted() {
      let state = directory.file("state")
      // Saved by another number of ranks.
      _ = try feed(["--batches", "\(step)", "--save-state", state], ranks: 4)
      let rest = try feed(["--batches", "\(40 - step)", "--state", state])
      #expect(rest.map { $0.drop { $0 != " " } } == Array(whole[step...]), "step \(step)")
    }
  }

  @Test func skippingIsTheSameAsHavingFed() throws {
    let set = try TestDataSet(rowCount: 61)
    let whole = try Self.prep(["feed", set.path, "--batch-size", "3", "--digest"])
    #expect(whole.count == 21)
    for skip in [0, 1, 20] {
      let rest = try Self.prep(
        ["feed", set.path, "--batch-size", "3", "--digest", "--skip", "\(skip)"])
      #expect(rest == Array(whole[skip...]))
    }
    let second = try Self.prep(
      ["feed", set.path, "--batch-size", "3", "--digest", "--epoch", "1"])
    #expect(second.count == 21 && second != whole && second[0].hasPrefix("0 "))
  }

  @Test func theDigestIsOfIdsThenLabels() throws {
    let set = try TestDataSet(rowCount: 7)
    let lines = try Self.prep(
      ["feed", set.path, "--batch-size", "1", "--shuffle", "off", "--digest"])
    for dtype in ["int32", "int64"] {
      let other = try Self.prep(
        ["feed", set.path, "--batch-size", "1", "--shuffle", "off", "--digest", "--dtype", dtype])
      #expect(other == lines)
    }
    #expect(
      lines
        == set.rows.enumerated().map { number, row in
          let bytes = ReferenceBatch.bytes(
            [row], columns: [.inputIDs, .labels], elementType: .int32)
          return "\(number) \(Hash128.digits(Hash64.of(bytes.span)))"
        })
  }
}

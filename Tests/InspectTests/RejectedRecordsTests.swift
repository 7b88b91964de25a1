import ByteIO
import Inspect
import TestSupport
import Testing

/// The records in `rejected/`.
@Suite struct RejectedRecordsTests {
  private func reasons(_ path: String) throws -> [String] {
    var records = try RejectedRecords(DataSetDirectory(path))
    var reasons: [String] = []
    while let record = try records.next() { reasons.append(try record.reason) }
    return reasons
  }

  @Test func recordsComeInTheirOrderWithWhatTheyHold() throws {
    #expect(
      try reasons(EditedDataSet.golden).sorted()
        == ["duplicate", "empty_field", "malformed_json", "missing_field"])
    var records = try RejectedRecords(DataSetDirectory(EditedDataSet.golden))
    let first = try #require(try records.next())
    #expect(try first.file == "input.jsonl")
    #expect(try first.line == 5)
    #expect(try first.byteOffset == 1017)
    guard case .text(let raw) = try first.raw else {
      Issue.record("the record has no text")
      return
    }
    #expect(raw.contains("Say nothing."))
  }

  @Test func nothingOfAFileThatIsNotTheManifestsIsRead() throws {
    let set = try EditedDataSet()
    var bytes = try FileSystem.bytes(of: set.path + "/rejected/00000.jsonl")
    bytes[bytes.count - 3] ^= 1
    try set.directory.write(bytes, to: "set/rejected/00000.jsonl")
    #expect(throws: Fault.self) { try reasons(set.path) }
  }

  @Test func aLineIsLookedIntoWhenItIsAskedFor() throws {
    let set = try EditedDataSet()
    try set.put("{\"reason\":\"a\"}\n{\"raw_base64\":\"/w==\"}\n", as: "rejected/00000.jsonl")
    var records = try RejectedRecords(DataSetDirectory(set.path))
    let first = try #require(try records.next())
    #expect(try first.reason == "a")
    #expect(try first.raw == nil)
    #expect(throws: Fault.self) { try first.line }
    let second = try #require(try records.next())
    #expect(try second.raw == .base64("/w=="))
    #expect(try records.next() == nil)
  }
}

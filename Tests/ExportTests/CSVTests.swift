import ByteIO
import Testing

@testable import Export

/// Lines of comma-separated values, against RFC 4180.
@Suite struct CSVTests {
  private static func line(_ name: [UInt8], part: (number: Int, count: Int)? = nil) throws
    -> [UInt8]
  {
    let sink = CollectingSink()
    let writer = try CSVWriter(sink)
    var example = Example()
    example.splitName = "train"
    example.tokens = [7, 8, 9]
    example.labels = [-100, 8, 9]
    example.file = FileName.text(of: name)
    example.line = 17
    example.part = part
    try writer.write(example)
    try writer.finish()
    let header = Array("file,line,part,split,tokens,trained_tokens\r\n".utf8)
    try #require(sink.bytes.starts(with: header))
    return Array(sink.bytes.dropFirst(header.count))
  }

  @Test func aLineHasTheRecordsFigures() throws {
    #expect(try Self.line(Array("a.jsonl".utf8)) == Array("a.jsonl,17,,train,3,2\r\n".utf8))
    #expect(
      try Self.line(Array("a.jsonl".utf8), part: (2, 3)) == Array("a.jsonl,17,2,train,3,2\r\n".utf8)
    )
  }

  @Test(arguments: [
    ("a b;c'd", "a b;c'd"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""),
    ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("=1+1", "=1+1"), ("für", "für"),
  ])
  func namesAreQuotedWhereTheyMustBe(name: String, field: String) throws {
    #expect(try Self.line(Array(name.utf8)) == Array((field + ",17,,train,3,2\r\n").utf8))
  }

  @Test func namesThatAreNotUTF8StandByteForByte() throws {
    let name: [UInt8] = [0x61, 0xFF, 0x2C, 0xC3]
    let expected: [UInt8] = [0x22] + name + [0x22] + Array(",17,,train,3,2\r\n".utf8)
    #expect(try Self.line(name) == expected)
  }
}

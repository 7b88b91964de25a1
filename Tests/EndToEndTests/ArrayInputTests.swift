import ByteIO
import TestSupport
import Testing

/// A JSON array gives the data set that its elements give as lines.
@Suite struct ArrayInputTests {
  @Test func anArrayGivesTheRowsOfItsElements() throws {
    let directory = try TemporaryDirectory()
    let lines = String(
      decoding: try FileSystem.bytes(of: Fixtures.path("documents/conversations.jsonl")),
      as: UTF8.self
    ).split(separator: "\n")
    let paths = [
      try directory.write(lines.joined(separator: "\n"), to: "lines.jsonl"),
      // On one line, and over many.
      try directory.write("[\(lines.joined(separator: ","))]", to: "one.json"),
      try directory.write("\n[\n  \(lines.joined(separator: ",\n  "))\n]\n", to: "many.json"),
    ]
    let sets = try paths.map { path in
      let output = path + ".out"
      let built = try Prep.run("build", path, "--output", output, "--unit-size", "3KiB")
      #expect(built.status == 0, "\(built.errors)")
      return DataSetFiles(directory: output)
    }
    let records = try sets.map { try $0.records() }
    #expect(records[0].count > 10)
    for (index, other) in records.enumerated().dropFirst() {
      #expect(other.map(\.line) == records[0].map(\.line))
      #expect(other.map(\.inputIds) == records[0].map(\.inputIds))
      #expect(other.map(\.labels) == records[0].map(\.labels))
      #expect(try sets[index].rejected().count == lines.count - other.count)
      #expect(try Prep.run("verify", sets[index].directory).status == 0)
    }
  }
}

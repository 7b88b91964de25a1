import ByteIO
import Glibc

/// Records of many languages, forms and faults, which `Tools/corpus.py` makes.
package enum Corpus {
  /// The script did not end well.
  struct Failure: Error {
    var command: String
    var status: Int32
  }

  /// So many lines, or the records of as many in one JSON array; the same for the same arguments.
  ///
  /// - Parameter texts: A file of `{"lang","text"}` lines; nil for the fixture.
  package static func bytes(
    count: Int, seed: Int = 0, texts: String? = nil, asArray: Bool = false
  ) throws -> [UInt8] {
    let script = Fixtures.repositoryRoot + "/Tools/corpus.py"
    var command = "exec python3 '\(script)' \(count) --seed \(seed)"
    if let texts { command += " --texts '\(texts)'" }
    if asArray { command += " --array" }
    guard let pipe = popen(command, "re") else { throw Failure(command: command, status: errno) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    let status = pclose(pipe)
    guard status == 0 else { throw Failure(command: command, status: status) }
    return bytes
  }

  /// The texts of the fixture, in its order.
  package static func texts() throws -> [(language: String, text: String)] {
    try FileSystem.bytes(of: Fixtures.path("languages/texts.jsonl")).split(separator: 0x0A).map {
      let reader = try JSONReader(parsing: Array($0).span)
      return (try reader["lang"].string(), try reader["text"].string())
    }
  }
}

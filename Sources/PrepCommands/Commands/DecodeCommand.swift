import ArgumentParser
import ByteIO
import Pipeline
import Tokenizer

/// `prep decode`: ids to text.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Print the text of token ids: the reverse of encode.",
    discussion: """
      Reads one JSON array of ids and writes its bytes, nothing added. With --json-lines each \
      input line is an array and each output line a JSON string; bytes that are no UTF-8 then \
      appear as U+FFFD. Special tokens are written by their names.
      """, endsWith: [])

  @Argument(
    help: "The file; standard input where it is left out or -.", completion: .file())
  var file: String?

  @Flag(help: "Each line is an array of its own.")
  var jsonLines = false

  @OptionGroup var tokenizer: TokenizerOption

  func run() throws {
    let vocabulary = try tokenizer.load().vocabulary
    var output = try StandardOutput()
    let input = try TextInput.read(file)
    let lines = jsonLines ? TextInput.lines(input) : [input[...]]
    for (index, line) in lines.enumerated() {
      let bytes = try decode(line, number: index + 1, vocabulary)
      if jsonLines {
        // A decoded text may end in the middle of a character: JSON has no other way to say it.
        let text = JSONWriter.line(.string(String(decoding: bytes, as: UTF8.self)))
        try output.write(json: text + "\n")
      } else {
        try output.write(exact: bytes.span)
      }
    }
    try output.flush()
  }

  private func decode(
    _ line: ArraySlice<UInt8>, number: Int, _ vocabulary: Vocabulary
  ) throws -> [UInt8] {
    let place = "\(file ?? "standard input"):\(number)"
    let value = try TextInput.json(line, number: number, path: file)
    var tokens: [UInt32] = []
    do {
      for element in try value.elements() { tokens.append(try element.integer()) }
    } catch {
      throw Fault.failed("\(place): expected a JSON array of token ids: \(error)")
    }
    var bytes: [UInt8] = []
    do { try vocabulary.decode(tokens, into: &bytes) } catch { throw error.at(place) }
    return bytes
  }
}

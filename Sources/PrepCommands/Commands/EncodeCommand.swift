import ArgumentParser
import ByteIO
import Pipeline
import Tokenizer

/// `prep encode`: text to ids.
struct EncodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode",
    abstract: "Print the token ids of a text as a JSON array.",
    discussion: """
      No token is added, and text spelled like a special token is text. With --json-lines each \
      input line is a JSON string, and one array is printed for each.
      """, endsWith: [])

  @Argument(
    help: "The file; standard input where it is left out or -.", completion: .file())
  var file: String?

  @Flag(help: "Each line is a JSON string.")
  var jsonLines = false

  @OptionGroup var tokenizer: TokenizerOption

  func run() throws {
    var encoder = Encoder(vocabulary: try tokenizer.load().vocabulary)
    var output = try StandardOutput()
    var tokens: [UInt32] = []
    let input = try TextInput.read(file)
    if !jsonLines {
      encoder.encode(input.span, into: &tokens)
      try output.writeLine(tokens)
    } else {
      for (index, line) in TextInput.lines(input).enumerated() {
        let value = try TextInput.json(line, number: index + 1, path: file)
        guard case .string(let text) = value.value else {
          throw Fault.failed(
            "\(file ?? "standard input"):\(index + 1): expected a JSON string")
        }
        tokens.removeAll(keepingCapacity: true)
        encoder.encode(Array(text.utf8).span, into: &tokens)
        try output.writeLine(tokens)
      }
    }
    try output.flush()
  }
}

extension StandardOutput {
  /// Writes `numbers` as one line, a JSON array.
  mutating func writeLine(_ numbers: [UInt32]) throws {
    var line = JSONLine()
    line.append(numbers.span)
    line.endLine()
    try write(json: line.span)
  }
}

import ArgumentParser
import ByteIO
import Filters
import Records

/// `prep language`: what the language filter says of a text, and why.
struct LanguageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language",
    abstract: "Say which language texts are in, and whether a build would keep them.",
    usage: "prep language [<options>] [<file>]",
    discussion: """
      Prints one JSON object a line: {"language","confidence","decision","why"}; the decision \
      is keep or drop. Each input line is a text, with --json-lines a JSON string.
      """, endsWith: [])

  @Argument(
    help: "The file; standard input where it is left out or -.", completion: .file())
  var file: String?

  @Flag(help: "Each line is a JSON string.")
  var jsonLines = false

  @Option(
    help: ArgumentHelp("The languages to keep, such as en or en,de.", valueName: "code,…"))
  var wanted = "en"

  @Option(
    help: ArgumentHelp(
      "The confidence from which another language is dropped, 0 to 1.", valueName: "0…1"))
  var languageConfidence = LanguageOptions.defaultMinimumConfidence

  @Option(
    help: ArgumentHelp(
      "What is asked where scripts and words leave a text open.", valueName: "cld2|fasttext:model"))
  var languageEngine = EngineArgument.cld2

  func run() throws {
    let engine = try languageEngine.load()
    let options = try LanguageOptions(
      wanted: wanted.split(separator: ",").map(String.init),
      minimumConfidence: languageConfidence, engine: engine)
    var filter = LanguageFilter(options: options)
    var output = try StandardOutput()
    for (index, line) in TextInput.lines(try TextInput.read(file)).enumerated() {
      var text = Array(line)
      if jsonLines {
        let value = try TextInput.json(line, number: index + 1, path: file)
        guard case .string(let string) = value.value else {
          throw Fault.failed(
            "\(file ?? "standard input"):\(index + 1): expected a JSON string")
        }
        text = Array(string.utf8)
      } else {
        // The filter is promised UTF-8; a build has rejected anything else before it.
        text = Array(String(decoding: text, as: UTF8.self).utf8)
      }
      let judgement = filter.judgement(on: text.span)
      let confidence = (judgement.verdict.confidence * 100).rounded() / 100
      try output.write(
        json: JSONWriter.line([
          "language": .string(judgement.verdict.language.description),
          "confidence": .number(confidence),
          "decision": judgement.isKept ? "keep" : "drop", "why": .string(judgement.why),
        ]) + "\n")
    }
    try output.flush()
  }
}

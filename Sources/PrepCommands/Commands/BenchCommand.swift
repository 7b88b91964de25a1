import ArgumentParser
import ByteIO
import Pipeline
import Tokenizer

/// `prep bench`: how fast the stages are on this machine.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure the stages on a file of your own.",
    subcommands: [Encode.self])

  /// The command `prep bench encode`.
  struct Encode: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "encode",
      abstract: "Tokenize a file and print bytes, tokens, seconds and megabytes a second.",
      discussion: """
        Timed from opening the file to the last id in memory, with the vocabulary already \
        loaded. With several threads the text is cut where a token certainly ends, so the ids \
        are the same.
        """)

    @Argument(help: "A text file.")
    var file: String

    @Option(help: "Threads to work with.")
    var threads = 1

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var tokenizer: TokenizerOption

    func run() throws {
      guard (1...1024).contains(threads) else {
        throw CommandError.usage("--threads expects 1 to 1024, found \(threads)")
      }
      let vocabulary = try tokenizer.load().vocabulary
      let clock = ContinuousClock()
      let start = clock.now
      let text = try TextInput.read(file)
      let tokenCount = encode(text, vocabulary)
      let seconds = (clock.now - start).inSeconds
      let speed = Double(text.count) / 1e6 / max(seconds, 1e-9)
      if json {
        try StandardOutput.write(
          JSONWriter.line([
            "bytes": JSONValue(text.count), "tokens": JSONValue(tokenCount),
            "seconds": .number(seconds), "megabytes_per_second": .number(speed),
          ]) + "\n")
      } else {
        try StandardOutput.write(
          "\(Figures.count(text.count)) bytes, \(Figures.count(tokenCount)) tokens, "
            + "\(Figures.decimal(seconds, places: 3)) s, "
            + "\(Figures.decimal(speed, places: 1)) MB/s on \(threads) thread(s)\n")
      }
    }

    /// Encodes `text` on all threads; returns how many ids there are.
    private func encode(_ text: [UInt8], _ vocabulary: Vocabulary) -> Int {
      let borders = Self.borders(of: text, count: threads)
      let counts = Monitor<[Int]>([Int](repeating: 0, count: threads))
      Threads.run(threads) { index in
        var encoder = Encoder(vocabulary: vocabulary)
        var tokens: [UInt32] = []
        tokens.reserveCapacity((borders[index + 1] - borders[index]) / 3)
        encoder.encode(
          text.span.extracting(borders[index]..<borders[index + 1]), into: &tokens)
        counts.withLock { $0[index] = tokens.count }
      }
      return counts.withLock { $0.reduce(0, +) }
    }

    /// Cuts `text` into `count` about equal pieces, each but the first beginning with an ASCII
    /// letter behind a line feed: no piece of the pretokenizer spans such a place.
    static func borders(of text: [UInt8], count: Int) -> [Int] {
      var borders = [0]
      for index in 1..<max(count, 1) {
        var border = max(borders[index - 1] + 1, text.count / count * index)
        while border < text.count {
          let letter = text[border] | 0x20
          if text[border - 1] == UInt8(ascii: "\n"), (0x61...0x7A).contains(letter) { break }
          border += 1
        }
        borders.append(min(border, text.count))
      }
      return borders + [text.count]
    }
  }
}

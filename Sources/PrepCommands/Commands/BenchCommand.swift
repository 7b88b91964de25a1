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
      let (byteCount, tokenCount) = try CommandError.wrap { try encode(vocabulary) }
      let seconds = (clock.now - start).inSeconds
      let speed = Double(byteCount) / 1e6 / max(seconds, 1e-9)
      if json {
        try StandardOutput.write(
          JSONWriter.line([
            "bytes": JSONValue(byteCount), "tokens": JSONValue(tokenCount),
            "seconds": .number(seconds), "megabytes_per_second": .number(speed),
          ]) + "\n")
      } else {
        try StandardOutput.write(
          "\(Figures.count(byteCount)) bytes, \(Figures.count(tokenCount)) tokens, "
            + "\(Figures.decimal(seconds, places: 3)) s, "
            + "\(Figures.decimal(speed, places: 1)) MB/s on \(threads) thread(s)\n")
      }
    }

    /// Encodes the whole file on all threads; returns how many bytes and ids there are.
    private func encode(
      _ vocabulary: Vocabulary
    ) throws(FileError) -> (byteCount: Int, tokenCount: Int) {
      let file = try File.open(file)
      let byteCount = Int(try file.byteCount())
      var borders = [0]
      for index in 1..<threads {
        let place = max(borders[index - 1], byteCount / threads * index)
        borders.append(try FileChunks.border(in: file, from: place, to: byteCount))
      }
      borders.append(byteCount)
      let path = file.path
      let counts = Monitor<[Int]>([])
      let errors = Monitor<[FileError]>([])
      let ranges = zip(borders, borders.dropFirst()).map { $0..<$1 }
      Threads.run(threads) { index in
        do throws(FileError) {
          // The ids stay in memory until all are done, as they would for whoever asked for them.
          var tokens: [UInt32] = []
          tokens.reserveHugePages(ranges[index].count)
          var encoder = Encoder(vocabulary: vocabulary)
          var chunks = FileChunks(try File.open(path), ranges[index])
          while try chunks.next() { encoder.encode(chunks.text, into: &tokens) }
          counts.withLock { $0.append(tokens.count) }
        } catch {
          errors.withLock { $0.append(error) }
        }
      }
      if let error = errors.withLock({ $0.first }) { throw error }
      return (byteCount, counts.withLock { $0.reduce(0, +) })
    }
  }
}

import ArgumentParser
import ByteIO
import Glibc
import Pipeline
import Tokenizer

/// `prep bench`: how fast the stages are on this machine.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure the stages on a file of your own.",
    endsWith: [], subcommands: [Encode.self])

  /// The command `prep bench encode`.
  struct Encode: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "encode",
      abstract: "Tokenize a file and print bytes, tokens, seconds and megabytes a second.",
      usage: "prep bench encode [<options>] <file>",
      discussion: """
        Timed from opening the file to the last id in memory, with the vocabulary loaded and \
        the encoders made from it. With several threads the text is cut where a token certainly ends, so the ids \
        are the same.
        """, endsWith: [])

    @Argument(help: "A text file.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("Threads to work with.", valueName: "n"))
    var threads = 1

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var tokenizer: TokenizerOption

    func run() throws {
      guard (1...1024).contains(threads) else {
        throw Fault.usage("--threads expects 1 to 1024, found \(threads)")
      }
      let vocabulary = try tokenizer.load().vocabulary
      // A build has its encoders made once, too, and uses them for all it reads.
      let workers = (0..<threads).map { _ in Worker(vocabulary) }
      let clock = ContinuousClock()
      let start = clock.now
      let processorStart = Self.processorSeconds()
      let byteCount = try encode(on: workers)
      let seconds = (clock.now - start).inSeconds
      let processorSeconds = Self.processorSeconds() - processorStart
      let tokenCount = workers.reduce(0) { $0 + $1.tokens.count }
      let speed = Double(byteCount) / 1e6 / max(seconds, 1e-9)
      if json {
        try StandardOutput.write(
          json: JSONWriter.line([
            "bytes": JSONValue(byteCount), "tokens": JSONValue(tokenCount),
            "seconds": .number(seconds), "megabytes_per_second": .number(speed),
            "processor_seconds": .number(processorSeconds),
          ]) + "\n")
      } else {
        try StandardOutput.write(
          "\(Figures.count(byteCount)) bytes, \(Figures.count(tokenCount)) tokens, "
            + "\(Figures.decimal(seconds, places: 3)) s, "
            + "\(Figures.decimal(speed, places: 1)) MB/s on \(threads) thread(s)\n")
      }
    }

    /// The processor time of the process so far, on all threads: what a machine that does other
    /// work can be measured by.
    private static func processorSeconds() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Encodes the whole file, a part of it on each worker; returns its length.
    private func encode(on workers: [Worker]) throws(Fault) -> Int {
      let file = try File.open(file)
      let byteCount = Int(try file.byteCount())
      var borders = [0]
      for index in 1..<workers.count {
        let place = max(borders[index - 1], byteCount / workers.count * index)
        borders.append(try FileChunks.border(in: file, from: place, to: byteCount))
      }
      borders.append(byteCount)
      let ranges = zip(borders, borders.dropFirst()).map { $0..<$1 }
      let path = file.path
      Threads.run(workers.count) { workers[$0].encode(path, ranges[$0]) }
      for worker in workers {
        if let error = worker.error { throw error }
      }
      return byteCount
    }
  }

  /// One thread's encoder, and the ids it has found: they stay in memory until all are done, as
  /// they would for whoever asked for them.
  ///
  /// Each is used by one thread at a time, which is what makes it Sendable.
  private final class Worker: @unchecked Sendable {
    private var encoder: Encoder
    private(set) var tokens: [UInt32] = []
    private(set) var error: Fault?

    init(_ vocabulary: Vocabulary) {
      encoder = Encoder(vocabulary: vocabulary)
    }

    func encode(_ path: String, _ range: Range<Int>) {
      do throws(Fault) {
        // Room for an id a byte, of which only what is used is ever touched. Not in large pages:
        // 300 MB of English then took 1.4 times as long, most of it to clear them.
        tokens.reserveCapacity(range.count)
        var chunks = FileChunks(try File.open(path), range)
        while try chunks.next() { encoder.encode(chunks.text, into: &tokens) }
      } catch {
        self.error = error
      }
    }
  }
}

import Glibc

/// Processor times of several things done in turn, by name, over some rounds.
struct Timings {
  private var names: [String] = []
  private var rounds: [[Double]] = []

  /// Begins another round.
  mutating func beginRound() { rounds.append(names.map { _ in 0 }) }

  /// Adds the processor time of `body` to what `name` has taken in this round.
  mutating func time<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    let start = Self.processorSeconds()
    let result = try body()
    let seconds = Self.processorSeconds() - start
    if !names.contains(name) {
      names.append(name)
      for round in rounds.indices { rounds[round].append(0) }
    }
    rounds[rounds.count - 1][names.firstIndex(of: name) ?? 0] += seconds
    return result
  }

  /// The median over the rounds of what `value` makes of a round's times.
  func median(_ value: (_ seconds: (String) -> Double) -> Double) -> Double {
    let values = rounds.map { round in
      value { name in names.firstIndex(of: name).map { round[$0] } ?? .nan }
    }.sorted()
    return values.count % 2 == 1
      ? values[values.count / 2] : (values[values.count / 2 - 1] + values[values.count / 2]) / 2
  }

  /// Prints how fast `name` went through so many bytes in the fastest, median and slowest round.
  func printSpeed(_ name: String, byteCount: Int) {
    let all = rounds.map { $0[names.firstIndex(of: name) ?? 0] }
    let speeds = [median { $0(name) }, all.max() ?? .nan, all.min() ?? .nan].map {
      pad(Int((Double(byteCount) / $0 / 1e6).rounded()), to: 7)
    }
    print(pad(name, to: 44), speeds[0], "MB/s  (\(speeds[1]) to \(speeds[2]))")
  }

  /// Processor time of this thread so far, user and system.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

func pad(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

func pad(_ number: Int, to width: Int) -> String {
  let text = String(number)
  return String(repeating: " ", count: max(0, width - text.count)) + text
}

/// A number with so many decimals.
func decimal(_ value: Double, places: Int) -> String {
  let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
  let scaled = Int((value * Double(scale)).rounded())
  if places == 0 { return String(scaled) }
  let fraction = String(abs(scaled) % scale)
  return (scaled < 0 ? "-" : "") + String(abs(scaled) / scale) + "."
    + String(repeating: "0", count: places - fraction.count) + fraction
}

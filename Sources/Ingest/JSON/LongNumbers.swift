/// The spelling of numbers that the tape holds zeros for, since they may be beyond 64 bits.
final class LongNumbers {
  /// The number's text, by the position of its value on the tape.
  let texts: [Int: [UInt8]]

  init(texts: [Int: [UInt8]]) {
    self.texts = texts
  }
}

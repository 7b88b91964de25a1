/// How the tokens of a batch are divided, padding after a row's last segment being one of its own.
package struct BatchSegments: Sendable, Equatable, BitwiseCopyable {
  package var count = 0
  /// Tokens of the longest.
  package var longest = 0

  mutating func add(tokenCount: Int) {
    count += 1
    longest = max(longest, tokenCount)
  }
}

import Filters

/// A list of patterns: phrases and regular expressions, made into one set.
package struct PatternsTarget: FuzzTarget {
  package init() {}

  package func run(_ bytes: [UInt8]) {
    // A longer list is more of the same, and takes seconds.
    attempt { _ = try PatternList(Array(bytes.prefix(100)), path: "patterns", sha256: "") }
  }
}

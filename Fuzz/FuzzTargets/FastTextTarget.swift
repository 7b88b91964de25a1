import Filters

/// A fastText model: its layout is checked, and what passes is loaded by fastText itself.
package struct FastTextTarget: FuzzTarget {
  package init() {}

  package func run(_ bytes: [UInt8]) {
    attempt { _ = try FastTextModel(bytes.span, path: "model", sha256: "") }
  }
}

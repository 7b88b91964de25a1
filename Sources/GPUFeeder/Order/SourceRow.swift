/// A row of one data set, as its order names it.
package struct SourceRow: Sendable, Equatable {
  /// The block, numbered through the split.
  package var block: Int
  /// The row's number in the block.
  package var row: Int
  /// The block's place in what a reader keeps decoded: its number in the window, or, where all
  /// blocks are kept, its number in the split.
  package var place: Int
}

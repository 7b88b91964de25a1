/// How an epoch orders the rows of a data set.
package enum Shuffle: String, Sendable, CaseIterable {
  /// Blocks in random order, rows in random order within each window of blocks.
  ///
  /// Records were shuffled over the whole corpus when the shards were made, so this only keeps
  /// one epoch from being like another.
  case window
  /// Any row anywhere: all blocks stay in memory.
  case full
  /// The order of the shards.
  case off
}

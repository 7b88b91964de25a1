/// The order in which records are laid end to end, told of each by itself.
///
/// Every record has a key, and they stand in the order of their keys. Records with keys of one range
/// make a bucket, and where the tokens of all buckets are counted, who wants a few rows has a
/// few buckets to look at.
package struct ConcatOrder: Sendable, Equatable {
  /// Buckets of every split; few enough for each task to count them all.
  package static let bucketCount = 4096

  private let keys: OrderKeys
  private let isShuffled: Bool
  private let recordCount: UInt64

  /// - Parameter recordCount: The sound records of the input, of any split.
  package init(recordCount: Int, split: Plan.Split, options: PlanOptions) {
    keys = OrderKeys(seed: options.seed, split: split)
    isShuffled = options.isShuffled
    self.recordCount = UInt64(recordCount)
  }

  /// The key of a record by its number in the order of the input; no two have the same.
  package func key(ofRecord record: Int) -> UInt64 {
    isShuffled ? keys.placeInLine(ofRecord: UInt64(record)) : UInt64(record)
  }

  /// The bucket of a key: it never falls where keys rise.
  package func bucket(ofKey key: UInt64) -> Int {
    let all = UInt64(Self.bucketCount)
    guard !isShuffled else { return Int(key.multipliedFullWidth(by: all).high) }
    let (quotient, _) = max(recordCount, 1).dividingFullWidth(key.multipliedFullWidth(by: all))
    return Int(quotient)
  }
}

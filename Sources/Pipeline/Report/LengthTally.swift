/// How many records have which length.
package struct LengthTally: Sendable, Equatable {
  /// Ascending by length.
  package private(set) var counts: [(length: Int, count: Int)] = []

  /// - Parameter counts: Lengths, each once, and how many records have them; in any order.
  init(_ counts: [(length: Int, count: Int)]) {
    self.counts = counts.filter { $0.count > 0 }.sorted { $0.length < $1.length }
  }

  /// The tally of these lengths, in any order.
  package init(of lengths: some Sequence<Int>) {
    var counts: [Int: Int] = [:]
    for length in lengths { counts[length, default: 0] += 1 }
    self.init(counts.map { (length: $0.key, count: $0.value) })
  }

  var recordCount: Int { counts.reduce(0) { $0 + $1.count } }
  var shortest: Int? { counts.first?.length }
  var longest: Int? { counts.last?.length }

  /// The records that are longer than `limit`.
  func count(above limit: Int) -> Int {
    counts.reduce(0) { $0 + ($1.length > limit ? $1.count : 0) }
  }

  package static func == (left: LengthTally, right: LengthTally) -> Bool {
    left.counts.elementsEqual(right.counts, by: ==)
  }
}

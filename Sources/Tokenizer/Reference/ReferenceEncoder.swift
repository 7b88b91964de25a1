package import ByteIO

/// The slow and obvious twin of `Encoder`: a dictionary of tokens and the plain merge loop.
///
/// Quadratic and more in the length of a piece; for tests.
package struct ReferenceEncoder {
  private let ranks: [[UInt8]: UInt32]

  /// Copies every token of `vocabulary`.
  package init(vocabulary: Vocabulary) throws(Fault) {
    var ranks: [[UInt8]: UInt32] = [:]
    for token in 0..<UInt32(vocabulary.ordinaryTokenCount) {
      ranks[try vocabulary.bytes(of: token)] = token
    }
    self.ranks = ranks
  }

  /// The ids of `text`, in which no special token is looked for.
  package func encode(_ text: [UInt8]) -> [UInt32] {
    ReferencePretokenizer(text).pieces().flatMap { encodePiece(Array(text[$0])) }
  }

  /// A piece that is a token is that token; any other is merged from its bytes.
  private func encodePiece(_ piece: [UInt8]) -> [UInt32] {
    if let token = ranks[piece] { return [token] }
    return merge(piece)
  }

  /// Merges the bytes of `stretch`, whether or not it is itself a token.
  func merge(_ stretch: [UInt8]) -> [UInt32] {
    var parts = stretch.map { [$0] }
    while true {
      var best: (rank: UInt32, index: Int)?
      for index in parts.indices.dropLast() {
        guard let rank = ranks[parts[index] + parts[index + 1]] else { continue }
        if best.map({ rank < $0.rank }) ?? true { best = (rank, index) }
      }
      guard let best else { break }
      parts[best.index] += parts.remove(at: best.index + 1)
    }
    return parts.compactMap { ranks[$0] }
  }
}

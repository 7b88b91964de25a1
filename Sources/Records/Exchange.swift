/// One question of a conversation with all that follows it up to the next: what a conversation can
/// be cut into.
///
/// A record's tokens are its head (BOS, the system block, and the tools' schemas where they stand in
/// the first user message), then its exchanges. The head before any run of whole exchanges is what
/// the template makes of those turns alone, with the same system prompt and tools: a later turn
/// is rendered no differently for what came before it.
package struct Exchange: Sendable, Equatable {
  /// Where the exchange before it ends, from the record's first token; 0 for the first exchange.
  package var border: UInt32
  /// The first token that follows the head where a conversation begins with this exchange.
  ///
  /// Equal to `border` but where the head ends within a user message, after the schemas: then the
  /// exchange's own header lies between the two. For the first exchange, the head's length.
  package var start: UInt32

  package init(border: UInt32, start: UInt32) {
    self.border = border
    self.start = start
  }
}

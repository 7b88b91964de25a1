import Records

/// Notes where the conversation at hand can be cut, while its turns are encoded one by one.
struct ExchangeList {
  private let recordStart: Int
  /// Where the record's exchanges begin in the batch's.
  let first: Int
  /// How many tokens of a turn's header stand in the head, where that ends within a turn; else 0.
  private var sharedHeader = 0
  private var isBegun = false
  private var lastRole: Role?

  /// Starts the list of the record that begins at `recordStart` of the batch's tokens, and whose
  /// exchanges begin at `first` of the batch's.
  init(recordStart: Int, first: Int) {
    self.recordStart = recordStart
    self.first = first
  }

  /// To be called before each turn: a user turn begins an exchange, unless another stands before it
  /// or nothing does.
  mutating func begin(_ role: Role, message: Int, in tokens: inout TokenBatch) {
    if !isBegun {
      // A system message that comes first is of the head, not a turn.
      if message == 0, role == .system { return }
      isBegun = true
      tokens.exchanges.append(
        Exchange(border: 0, start: UInt32(tokens.tokens.count - recordStart)))
    } else if role == .user, let lastRole, lastRole != .user {
      let border = tokens.tokens.count - recordStart
      tokens.exchanges.append(
        Exchange(border: UInt32(border), start: UInt32(border + sharedHeader)))
    }
    // Nor are others that follow it.
    lastRole = lastRole == nil && role == .system ? nil : role
  }

  /// The head ends here, after the first `header` tokens of a turn and what follows them.
  mutating func endHead(sharing header: Int, in tokens: inout TokenBatch) {
    sharedHeader = header
    tokens.exchanges[first].start = UInt32(tokens.tokens.count - recordStart)
  }

  /// To be called after the last turn: a conversation of one exchange cannot be cut.
  func finish(in tokens: inout TokenBatch) {
    if tokens.exchanges.count == first + 1 { tokens.exchanges.removeLast() }
  }
}

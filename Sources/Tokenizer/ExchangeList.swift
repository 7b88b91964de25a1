import Records

/// Notes where the conversation at hand can be cut, while its turns are encoded one by one.
struct ExchangeList {
  private let recordStart: Int
  /// Tokens of a user turn's header, where the head ends behind one; else 0.
  private let userHeader: Int
  private let first: Int
  private var lastRole: Role?

  /// Starts the list of the record that begins at `recordStart`; what stands in `tokens` by now is
  /// its head, unless `endHead` says otherwise.
  init(recordStart: Int, userHeader: Int, into tokens: inout TokenBatch) {
    self.recordStart = recordStart
    self.userHeader = userHeader
    first = tokens.exchanges.count
    tokens.exchanges.append(
      Exchange(border: 0, start: UInt32(tokens.tokens.count - recordStart)))
  }

  /// To be called before each turn: a user turn begins an exchange, unless another stands before it
  /// or nothing does.
  mutating func begin(_ role: Role, in tokens: inout TokenBatch) {
    if role == .user, let lastRole, lastRole != .user {
      let border = tokens.tokens.count - recordStart
      tokens.exchanges.append(
        Exchange(border: UInt32(border), start: UInt32(border + userHeader)))
    }
    // A system message that comes first is of the head, not a turn.
    lastRole = lastRole == nil && role == .system ? nil : role
  }

  /// The head ends here.
  func endHead(in tokens: inout TokenBatch) {
    tokens.exchanges[first].start = UInt32(tokens.tokens.count - recordStart)
  }

  /// To be called behind the last turn: a conversation of one exchange cannot be cut.
  func finish(in tokens: inout TokenBatch) {
    if tokens.exchanges.count == first + 1 { tokens.exchanges.removeLast() }
  }
}

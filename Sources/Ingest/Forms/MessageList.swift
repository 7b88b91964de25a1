/// How a form that is a list of messages spells them.
struct MessageList: Sendable {
  /// The key of the list.
  let field: StaticString
  /// Under which key of a message its role stands; where that is missing, `otherRoleKey` is looked at.
  let roleKey: MessageKey
  let contentKey: MessageKey

  var otherRoleKey: MessageKey { roleKey == .role ? .from : .role }
  var otherContentKey: MessageKey { contentKey == .content ? .value : .content }

  /// `{"role","content"}` under `field`, as OpenAI has it.
  static func roles(_ field: StaticString) -> MessageList {
    MessageList(field: field, roleKey: .role, contentKey: .content)
  }

  /// `{"from","value"}` under `field`, as ShareGPT has it.
  static func speakers(_ field: StaticString) -> MessageList {
    MessageList(field: field, roleKey: .from, contentKey: .value)
  }
}

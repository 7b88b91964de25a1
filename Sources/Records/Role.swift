/// Who speaks a message; the raw value is the name the chat template prints.
package enum Role: String, CaseIterable, Sendable {
  case system, user, assistant, tool, ipython
}

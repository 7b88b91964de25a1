package import Records

/// How a conversation becomes one text with special tokens between its messages.
///
/// A template is one such value in a file of its own, and a line in `ChatTemplates.all`; it states
/// all that the rest must know of it. Two are equal where their names are.
package struct ChatTemplate: Sendable {
  /// The template's name on the command line and in a manifest.
  package let name: String
  /// Changes whenever the same conversation would be rendered otherwise than before.
  package let version: String
  /// Whether it prints a date as today's: the one that `--date` gives.
  package let printsDate: Bool
  /// Whether it renders tools, calls of them and their results; where not, records that have any
  /// are rejected.
  package let rendersTools: Bool
  /// How what a record says of tools is spelled and judged while it is read.
  ///
  /// A template that renders no tools judges them all the same, so that a call that is at fault
  /// has the same reason under each.
  package let tools: any ToolSpelling
  /// By which tokens its turns are told in finished rows; nil where it has none.
  package let turns: TurnMarks?
  /// What it writes into the system block of every conversation before what the record says, for
  /// the date that it prints; nil where it writes nothing there.
  package let opening: (@Sendable (_ date: String) -> String)?
  /// Makes what renders conversations, once a worker; nil where only records of the form `text`
  /// can be rendered, which are the same under each template.
  ///
  /// Called with the date to print and a function from a text of the template's own to its ids.
  let renderer: (@Sendable (_ date: String, _ ids: (String) -> [UInt32]) -> any TemplateRenderer)?

  /// Whether it renders conversations, and not only records of the form `text`.
  package var rendersConversations: Bool { renderer != nil }

  init(
    name: String, version: String, printsDate: Bool, rendersTools: Bool,
    tools: any ToolSpelling = LlamaTools(), turns: TurnMarks?,
    opening: (@Sendable (_ date: String) -> String)? = nil,
    renderer: (@Sendable (_ date: String, _ ids: (String) -> [UInt32]) -> any TemplateRenderer)?
  ) {
    self.name = name
    self.version = version
    self.printsDate = printsDate
    self.rendersTools = rendersTools
    self.tools = tools
    self.turns = turns
    self.opening = opening
    self.renderer = renderer
  }

  /// The date that is printed as today's unless told otherwise: a constant in the templates, so
  /// that equal conversations are equal on every day.
  package static let defaultDate = "26 Jul 2024"
}

extension ChatTemplate: RawRepresentable, CaseIterable, Hashable, CustomStringConvertible {
  /// All templates, the default first.
  package static var allCases: [ChatTemplate] { ChatTemplates.all }

  /// The template of that name, or nil.
  package init?(rawValue name: String) {
    guard let template = ChatTemplates.all.first(where: { $0.name == name }) else { return nil }
    self = template
  }

  package var rawValue: String { name }

  package var description: String { name }
}

/// Renders conversations by one template: a worker's, made by `ChatTemplate.renderer`.
protocol TemplateRenderer {
  /// Renders the conversation `record` of `batch`, which has a message at least, after the
  /// `<|begin_of_text|>` that `sink` holds.
  ///
  /// Called once a record; what it says of a turn is to be static calls of the sink.
  ///
  /// - Throws: `template_error` where the template cannot render the conversation, and whatever the
  ///   sink throws.
  func render(
    _ record: ConversationBatch.Record, of batch: borrowing ConversationBatch,
    into sink: inout TokenSink
  ) throws(RenderingFault)
}

/// Why a record cannot be encoded.
struct RenderingFault: Error {
  var reason: RejectionReason
  /// One line, no period.
  var detail: String

  /// The template cannot render the conversation.
  static func template(_ detail: String) -> RenderingFault {
    RenderingFault(reason: .templateError, detail: detail)
  }
}

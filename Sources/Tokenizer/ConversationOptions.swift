package import ByteIO

/// Which of a conversation's tokens the model is trained to produce.
package enum TrainOn: String, CaseIterable, Sendable {
  /// What every assistant message says, and its end of turn.
  case assistant
  /// What the last assistant message says, and its end of turn.
  case last
  /// Every token but the first, `<|begin_of_text|>`.
  case all
}

/// What becomes of text that is spelled like a special token.
package enum SpecialTokenPolicy: String, CaseIterable, Sendable {
  /// It is text like any other.
  case ordinary
  /// Its record is rejected.
  case reject
  /// It becomes the special token.
  case allow
}

/// Which answers' thoughts a template that knows none is to write before them.
package enum ThoughtPolicy: String, CaseIterable, Sendable {
  /// None.
  case drop
  /// The last answer's.
  case last
  /// Every answer's.
  case keep
}

/// How conversations are rendered and masked.
package struct ConversationOptions: Sendable {
  package var template = ChatTemplates.all[0]
  package var trainOn = TrainOn.assistant
  package var specialTokens = SpecialTokenPolicy.ordinary
  package var reasoning = ThoughtPolicy.drop
  /// The date that templates which print one print as today's.
  package var date = ChatTemplate.defaultDate

  package init() {}

  package init(
    template: ChatTemplate = ChatTemplates.all[0], trainOn: TrainOn = .assistant,
    specialTokens: SpecialTokenPolicy = .ordinary, reasoning: ThoughtPolicy = .drop,
    date: String = ChatTemplate.defaultDate
  ) {
    self.template = template
    self.trainOn = trainOn
    self.specialTokens = specialTokens
    self.reasoning = reasoning
    self.date = date
  }
}

extension ConversationOptions: RecordedOptions {
  package static let recorded: [OptionField<ConversationOptions>] = [
    .choice("template", \.template),
    .text("date", \.date),
    .choice("train_on", \.trainOn),
    .choice("special_tokens", \.specialTokens),
    .choice("reasoning", \.reasoning),
  ]
}

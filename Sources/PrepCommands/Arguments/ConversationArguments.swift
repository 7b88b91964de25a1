import ByteIO
import ArgumentParser
import Tokenizer

extension ChatTemplate: ExpressibleByArgument {}
extension TrainOn: ExpressibleByArgument {}
extension SpecialTokenPolicy: ExpressibleByArgument {}
extension ThoughtPolicy: ExpressibleByArgument {}

/// How conversations are rendered and what is trained on.
struct ConversationArguments: ParsableArguments {
  private static let defaults = ConversationOptions()

  @Option(help: ArgumentHelp("How conversations are rendered.", valueName: "name"))
  var template = defaults.template

  @Option(
    help: ArgumentHelp(
      "The date that \(ChatTemplates.namesWithDate) prints as today's.", valueName: "date"))
  var date = defaults.date

  @Option(help: ArgumentHelp("What the model is trained to produce.", valueName: "turns"))
  var trainOn = defaults.trainOn

  @Option(
    help: ArgumentHelp("What text spelled like a special token becomes.", valueName: "policy"))
  var specialTokens = defaults.specialTokens

  @Option(
    help: ArgumentHelp(
      "Which answers' thoughts are written before them, in <think> tags.", valueName: "answers"))
  var reasoning = defaults.reasoning

  func validate() throws {
    guard !date.isEmpty else {
      throw ValidationError("--date expects a date such as '26 Jul 2024'")
    }
  }

  /// Sets what was given.
  func apply(to options: inout ConversationOptions) throws {
    options = ConversationOptions(
      template: template, trainOn: trainOn, specialTokens: specialTokens,
      reasoning: reasoning, date: try PlainText.read("--date", date))
  }

  /// What differs from the defaults, as a command line has it.
  var given: [String] {
    let defaults = ConversationArguments.defaults
    return [
      ("--template", template.name, defaults.template.name), ("--date", date, defaults.date),
      ("--train-on", trainOn.rawValue, defaults.trainOn.rawValue),
      ("--special-tokens", specialTokens.rawValue, defaults.specialTokens.rawValue),
      ("--reasoning", reasoning.rawValue, defaults.reasoning.rawValue),
    ].flatMap { $1 == $2 ? [] : [$0, $1] }
  }
}

import ByteIO
import Filters
import Ingest
import Pipeline
import Tokenizer

/// A JSON Schema of the files that `prep build --config` reads, by which editors complete and check
/// them.
///
/// Made of what the parser says of the options and of their recorded bounds. It judges each value by
/// itself: what options say together, and what files hold, a build alone can know.
enum ConfigurationSchema {
  static var document: JSONValue {
    let options = CommandOptions.all(of: BuildCommand.self)
    return [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "Options of prep build",
      "description": "A YAML file for prep build --config: an option a line, by its long name.",
      "type": "object",
      "additionalProperties": false,
      "properties": .object(options.map { .init($0.name, property($0)) }),
      "definitions": .object(ValueSyntax.definitions),
    ]
  }

  private static func property(_ option: CommandOption) -> JSONValue {
    let description = JSONValue.Member("description", .string(option.help))
    return .object([description] + value(of: option).members + defaultValue(of: option))
  }

  private static func value(of option: CommandOption) -> JSONValue {
    if option.kind == .flag { return ["type": "boolean"] }
    if !option.choices.isEmpty { return ["enum": .array(option.choices.map { .string($0) })] }
    guard let syntax = syntax(of: option) else { return ["type": "string"] }
    return syntax.schema(bounds[option.name])
  }

  /// How the option's values are written; nil where no list says so.
  static func syntax(of option: CommandOption) -> ValueSyntax? {
    ValueSyntax.all.first { $0.valueName == option.valueName }
  }

  private static func defaultValue(of option: CommandOption) -> [JSONValue.Member] {
    guard let text = option.defaultValue else { return [] }
    // As whoever writes the file would put it.
    return [
      .init(
        "default",
        Int(text).map { JSONValue($0) } ?? Double(text).map { .number($0) } ?? .string(text))
    ]
  }

  /// The bounds of the numbers among the options, by their flags.
  private static let bounds: [String: ValueSyntax.Bounds] = {
    var bounds: [String: ValueSyntax.Bounds] = [
      "threads": pair(ThreadsOption.range), "max-window": pair(RecordArguments.windowRange),
      "progress-seconds": pair(ProgressArguments.secondsRange),
    ]
    func add<Options: RecordedOptions>(_ type: Options.Type) {
      for field in type.recorded {
        bounds[String(field.name.map { $0 == "_" ? "-" : $0 })] = field.bounds
      }
    }
    add(LayoutOptions.self)
    add(ReadingOptions.self)
    add(ConversationOptions.self)
    for type in FilterList.recordFilters { add(type) }
    for type in FilterList.tokenFilters { add(type) }
    return bounds
  }()

  private static func pair(_ range: ClosedRange<Int>) -> ValueSyntax.Bounds {
    (JSONValue(range.lowerBound), JSONValue(range.upperBound))
  }
}

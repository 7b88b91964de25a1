import ArgumentParser
import ByteIO

/// The options of a command that a configuration file may hold.
///
/// Found from the parser's own description of the command, so that none can be forgotten.
enum CommandOptions {
  /// The options, in the order of the command's help.
  static func all(of command: any ParsableCommand.Type) -> [CommandOption] {
    let description = Array(command._dumpHelp().utf8)
    guard
      let arguments = try? JSONReader(parsing: description.span)["command"]["arguments"]
        .elements()
    else { return [] }
    return arguments.compactMap { CommandOption(describedBy: $0) }
  }

  /// How each option takes values, by its long name.
  static func kinds(of command: any ParsableCommand.Type) -> [String: CommandOption.Kind] {
    Dictionary(uniqueKeysWithValues: all(of: command).map { ($0.name, $0.kind) })
  }
}

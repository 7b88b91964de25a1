import ArgumentParser

/// How the log on standard error is written.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a person.
  case text
  /// A JSON object a line (docs/reference/log.md).
  case json

  static let option = "--log-format"

  /// What `arguments` ask for, the last of several.
  ///
  /// Found before they are parsed, since what is wrong with them goes into the log too.
  static func asked(for arguments: [String]) -> LogFormat {
    var value: Substring = ""
    var isNext = false
    for argument in arguments.prefix(while: { $0 != "--" }) {
      if isNext {
        value = argument[...]
      } else if argument.hasPrefix(option + "=") {
        value = argument.dropFirst(option.count + 1)
      }
      isNext = argument == option
    }
    return LogFormat(rawValue: String(value)) ?? .text
  }
}

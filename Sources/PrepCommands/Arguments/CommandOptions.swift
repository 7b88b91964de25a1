import ArgumentParser
import ByteIO

/// The options of a command that a configuration file may hold, by their long names.
///
/// Found from the parser's own description of the command, so that none can be forgotten.
enum CommandOptions {
  /// How an option takes values.
  enum Kind {
    case value, list, flag
  }

  static func kinds(of command: any ParsableCommand.Type) -> [String: Kind] {
    let description = Array(command._dumpHelp().utf8)
    guard let arguments = try? JSONReader(parsing: description.span)["command"]["arguments"]
      .elements()
    else { return [:] }
    var kinds: [String: Kind] = [:]
    for argument in arguments {
      guard let name = try? argument["preferredName"]["name"].string(),
        !["config", "help", "version"].contains(name)
      else { continue }
      let isFlag = (try? argument["kind"].string()) == "flag"
      let repeats = (try? argument["isRepeating"].boolean()) ?? false
      kinds[name] = isFlag ? .flag : repeats ? .list : .value
    }
    return kinds
  }
}

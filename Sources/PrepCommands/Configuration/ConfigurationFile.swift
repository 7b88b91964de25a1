import ArgumentParser
import ByteIO

/// A YAML file that holds options of `prep build`; what stands on the command line wins.
///
/// A key is an option's long name, a value what would follow it; `true` sets a flag. A list repeats
/// an option that may be repeated, as does a mapping of names to values, and is joined by commas for
/// one that takes several values so; for any other it is an error. It is read before the arguments are parsed, and becomes arguments itself, so that a value
/// in it is judged by the same rules and errors.
enum ConfigurationFile {
  private static let option = "--config"
  /// What such a file may hold at the most.
  private static let byteLimit = 1 << 20
  /// Options that it may become: the parser of arguments takes time by their square.
  private static let optionLimit = 1024
  /// Few enough that they cannot multiply to much: nested, they repeat each other's contents.
  private static let aliasLimit = 8
  /// Characters of a line at fault that are shown.
  private static let quotedLimit = 100

  /// `arguments` with the options in the file that `--config FILE` names, which stands among them
  /// still: it is no option that is read again.
  static func expand(_ arguments: [String]) throws -> [String] {
    guard let command = commands.first(where: { arguments.starts(with: $0) }) else {
      return arguments
    }
    var rest: [String] = []
    var path: String?
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--" {
        rest += arguments[index...]
        break
      }
      if argument == option {
        index += 1
        guard index < arguments.count else {
          throw Fault.usage("--config expects the path of a YAML file")
        }
        path = arguments[index]
      } else if argument.hasPrefix(option + "=") {
        path = String(argument.dropFirst(option.count + 1))
      } else {
        rest.append(argument)
      }
      index += 1
    }
    guard let path else { return arguments }
    let given = Set(rest.filter { $0.hasPrefix("--") }.map(name))
    return command + ["\(option)=\(path)"] + (try options(in: path, unless: given))
      + rest.dropFirst(command.count)
  }

  /// The commands that take such a file.
  private static let commands = [
    [BuildCommand.configuration.commandName ?? ""],
    [
      TaskCommand.configuration.commandName ?? "",
      TaskInitCommand.configuration.commandName ?? "",
    ],
  ]

  /// `sequence-length` of `--sequence-length=2048`.
  private static func name(_ argument: String) -> String {
    String(argument.dropFirst(2).prefix { $0 != "=" })
  }

  private static func options(in path: String, unless given: Set<String>) throws -> [String] {
    let buffer = try FilePlace(path).read(limit: byteLimit)
    // SAFETY: the bytes are copied within the call.
    let text = buffer.withUnsafeBytes { String(validating: $0, as: UTF8.self) }
    guard let text else { throw Fault.usage("\(path): expected a file in UTF-8") }
    guard aliasCount(in: text.utf8) <= aliasLimit else {
      throw Fault.usage(
        "\(path): expected at most \(aliasLimit) aliases (*name), found more; write values out, "
          + "or put what is no alias between quotes")
    }
    let root: YAMLNode?
    do throws(YAMLDocument.Flaw) {
      root = try YAMLDocument(text).root
    } catch {
      throw invalid(error, text, path: path)
    }
    guard let root else { return [] }
    guard let pairs = root.pairs else {
      throw Fault.usage("\(path): expected options as `name: value` lines")
    }
    var options: [String] = []
    let kinds = CommandOptions.kinds(of: BuildCommand.self)
    var seen: Set<String> = []
    for (key, value) in pairs {
      let name = key.text ?? ""
      guard let kind = kinds[name] else {
        throw Fault.usage(
          unknownKey(name, among: kinds.keys.sorted(), line: key.line, path: path))
      }
      guard seen.insert(name).inserted else {
        throw Fault.usage("\(path):\(key.line): \(name): expected once, found a second time")
      }
      guard !given.contains(name) else { continue }
      options += try argument(name, kind, value, path: path)
      guard options.count <= optionLimit else {
        throw Fault.usage(
          "\(path):\(value.line): \(name): expected at most \(optionLimit) values in "
            + "the file, found \(options.count)")
      }
    }
    return options
  }

  /// How many aliases a YAML text may have at the most: asterisks where a value can begin, before
  /// something else than a blank.
  private static func aliasCount(in text: String.UTF8View) -> Int {
    var count = 0
    var last = UInt8(ascii: " ")
    var isStart = false
    for byte in text {
      let isBlank = byte <= UInt8(ascii: " ")
      if isStart, !isBlank { count += 1 }
      let canBegin = last <= UInt8(ascii: " ") || "[]{},:?-".utf8.contains(last)
      isStart = canBegin && byte == UInt8(ascii: "*")
      last = byte
    }
    return count
  }

  /// Says what is not YAML and points into the line at fault.
  private static func invalid(_ flaw: YAMLDocument.Flaw, _ text: String, path: String) -> Fault {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = flaw.line <= lines.count ? lines[flaw.line - 1].prefix(quotedLimit) : ""
    let pointer = String(repeating: " ", count: min(flaw.column - 1, quotedLimit)) + "^"
    return Fault(
      .usage, "\(path):\(flaw.line): not valid YAML: \(flaw.problem)",
      details: ["  \(line)", "  \(pointer)"])
  }

  private static func argument(
    _ name: String, _ kind: CommandOption.Kind, _ value: YAMLNode, path: String
  ) throws -> [String] {
    let place = "\(path):\(value.line): \(name)"
    // An option with nothing after its equals sign would take the next argument for its value.
    if value.text?.isEmpty ?? value.items?.isEmpty ?? value.pairs?.isEmpty ?? false {
      throw Fault.usage("\(place): expected a value")
    }
    if kind == .flag {
      guard let text = value.text, ["true", "false"].contains(text) else {
        throw Fault.usage("\(place): expected true or false")
      }
      return text == "true" ? ["--" + name] : []
    }
    if let text = value.text { return [Self.argument(name, text)] }
    if let items = value.items, kind != .value {
      let texts = items.compactMap(\.text)
      guard texts.count == items.count else {
        throw Fault.usage("\(place): expected a list of plain values")
      }
      return kind == .list
        ? texts.map { Self.argument(name, $0) }
        : [Self.argument(name, texts.joined(separator: ","))]
    }
    guard kind == .list, let pairs = value.pairs else {
      let found = value.items.map { "a list of \($0.count)" } ?? "a mapping"
      throw Fault.usage(
        "\(place): expected one value, found \(found): write `\(name): VALUE` on one line")
    }
    // `map: {response: a.text}` is --map response=a.text.
    return try pairs.map { key, value in
      guard let key = key.text, let value = value.text else {
        throw Fault.usage("\(place): expected plain names and values")
      }
      return Self.argument(name, "\(key)=\(value)")
    }
  }

  /// `--name=value`, the value as it would be read from the command line (`FileName`).
  private static func argument(_ name: String, _ value: String) -> String {
    "--\(name)=" + FileName.text(of: value.utf8)
  }

  private static func unknownKey(
    _ name: String, among known: [String], line: Int, path: String
  ) -> String {
    var message = "\(path):\(line): there is no option '\(name)'"
    if let near = Suggestion.nearest(to: name, among: known) {
      message += "; did you mean '\(near)'?"
    }
    return message
  }
}

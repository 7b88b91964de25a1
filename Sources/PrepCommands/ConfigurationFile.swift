import ArgumentParser
import ByteIO
import Yams

/// A YAML file that holds options of `prep build`; what stands on the command line wins.
///
/// A key is an option's long name, a value what would follow it: a list is joined by commas, or
/// repeats an option that may be repeated, as does a mapping of names to values; `true` sets a
/// flag. It is read before the arguments are parsed, and becomes arguments itself, so that a value
/// in it is judged by the same rules and errors.
enum ConfigurationFile {
  private static let option = "--config"
  /// What such a file may hold at the most.
  private static let byteLimit = 1 << 20
  /// Options that it may become: the parser of arguments takes time by their square.
  private static let optionLimit = 1024
  /// Few enough that they cannot multiply to much: nested, they repeat each other's contents.
  private static let aliasLimit = 8

  /// `arguments` with the options in the file that `--config FILE` names, which stands among them
  /// still: it is no option that is read again.
  static func expand(_ arguments: [String]) throws -> [String] {
    guard arguments.first == BuildCommand.configuration.commandName else { return arguments }
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
    return [rest[0], "\(option)=\(path)"] + (try options(in: path, unless: given))
      + rest.dropFirst()
  }

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
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      // It quotes the line at fault, and points into it.
      let lines = "\(error)".split(separator: "\n")
      throw Fault(
        .usage, "\(path): not valid YAML: \(lines.first ?? "")",
        details: lines.dropFirst().map { "  \($0)" })
    }
    guard let root else { return [] }
    guard case .mapping(let mapping) = root else {
      throw Fault.usage("\(path): expected options as `name: value` lines")
    }
    var options: [String] = []
    let kinds = CommandOptions.kinds(of: BuildCommand.self)
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard let kind = kinds[name] else {
        throw Fault.usage(
          unknownKey(name, among: kinds.keys.sorted(), line: key.mark?.line, path: path))
      }
      guard !given.contains(name) else { continue }
      options += try argument(name, kind, value, path: path)
      guard options.count <= optionLimit else {
        throw Fault.usage(
          "\(path):\(value.mark?.line ?? 1): \(name): expected at most \(optionLimit) values in "
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

  private static func argument(
    _ name: String, _ kind: CommandOptions.Kind, _ value: Node, path: String
  ) throws -> [String] {
    let place = "\(path):\(value.mark?.line ?? 1): \(name)"
    // An option with nothing after its equals sign would take the next argument for its value.
    if value.scalar?.string.isEmpty ?? (value.sequence?.isEmpty ?? false) {
      throw Fault.usage("\(place): expected a value")
    }
    switch (kind, value) {
    case (.flag, .scalar(let scalar)) where ["true", "false"].contains(scalar.string):
      return scalar.string == "true" ? ["--" + name] : []
    case (.flag, _):
      throw Fault.usage("\(place): expected true or false")
    case (.value, .scalar(let scalar)), (.list, .scalar(let scalar)):
      return [Self.argument(name, scalar.string)]
    case (.value, .sequence(let sequence)), (.list, .sequence(let sequence)):
      let items = sequence.compactMap(\.scalar?.string)
      guard items.count == sequence.count else {
        throw Fault.usage("\(place): expected a list of plain values")
      }
      return kind == .list
        ? items.map { Self.argument(name, $0) }
        : [Self.argument(name, items.joined(separator: ","))]
    case (.list, .mapping(let mapping)):
      // `map: {response: a.text}` is --map response=a.text.
      return try mapping.map { key, value in
        guard let key = key.scalar?.string, let value = value.scalar?.string else {
          throw Fault.usage("\(place): expected plain names and values")
        }
        return Self.argument(name, "\(key)=\(value)")
      }
    default:
      throw Fault.usage("\(place): expected a value")
    }
  }

  /// `--name=value`, the value as it would be read from the command line (`FileName`).
  private static func argument(_ name: String, _ value: String) -> String {
    "--\(name)=" + FileName.text(of: value.utf8)
  }

  private static func unknownKey(
    _ name: String, among known: [String], line: Int?, path: String
  ) -> String {
    var message = "\(path):\(line ?? 1): there is no option '\(name)'"
    if let near = Suggestion.nearest(to: name, among: known) {
      message += "; did you mean '\(near)'?"
    }
    return message
  }
}

import ByteIO
@testable import Ingest
import TestSupport

/// Makes lines that look like records, sound ones and such with all kinds of damage.
struct RandomLines {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// A file of some lines, with line ends of both kinds, blank lines, marks and a ragged end.
  mutating func file() -> [UInt8] {
    var bytes: [UInt8] = chance(5) ? [0xEF, 0xBB, 0xBF] : []
    for _ in 0..<Int.random(in: 0...25, using: &generator) {
      if chance(10) {
        bytes += Array(pick(["", " ", "\t\r", "  \t "]).utf8)
      } else {
        bytes += line()
      }
      bytes += Array(pick(["\n", "\n", "\n", "\r\n"]).utf8)
    }
    if chance(2) { bytes += line() }
    // A file that would be read in another format is none of lines.
    let format = InputFormats.format(of: bytes.span, isAll: true)
    return format?.name == InputFormat.lines.name ? bytes : file()
  }

  /// One line, without its end.
  mutating func line() -> [UInt8] {
    var line = Array((chance(8) ? value(depth: 0) : record()).utf8)
    if chance(6) { line = Array(space().utf8) + line + Array(space().utf8) }
    if chance(4) { damage(&line) }
    return line.filter { $0 != UInt8(ascii: "\n") }
  }

  private mutating func record() -> String {
    let keys = [
      ["messages"], ["conversations"], ["instruction", "response"], ["instruction", "output"],
      ["instruction", "input", "output"], ["prompt", "completion"], ["question", "answer"],
      ["text"], ["instruction", "context", "response"], ["question", "context", "answer"],
      ["instruction", "history", "output"], ["system", "messages"],
      ["system_prompt", "prompt", "completion"], ["train_on_input", "instruction", "response"],
    ]
    var members = pick(keys).map { ($0, chance(6) ? value(depth: 1) : expected(at: $0)) }
    while chance(2) {
      let key = chance(3) ? text() : pick(pick(keys) + ["source", "source_dataset", "id"])
      members.append((key, chance(2) ? string() : value(depth: 1)))
    }
    members.shuffle(using: &generator)
    let body = members.map { "\(space())\"\($0)\"\(space()):\(space())\($1)" }
    return "{\(body.joined(separator: ","))\(space())}"
  }

  private mutating func expected(at key: String) -> String {
    switch key {
    case "messages": list("role", "content", ["user", "assistant", "system", "tool", "ipython"])
    case "conversations":
      list("from", "value", ["human", "gpt", "system", "user", "model", "observation", "bard"])
    case "history":
      "["
        + (0..<Int.random(in: 0...2, using: &generator)).map { _ in
          chance(12) ? value(depth: 1) : "[\(string()),\(string())]"
        }.joined(separator: ",") + "]"
    case "train_on_input": pick(["true", "false", "0", "1", "null"])
    case "prompt" where chance(3), "completion" where chance(3):
      list("role", "content", ["user", "assistant", "assistant"])
    default: string()
    }
  }

  private mutating func list(_ roleKey: String, _ contentKey: String, _ roles: [String]) -> String {
    let messages = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
      if chance(15) { return value(depth: 1) }
      let isOther = chance(8)
      let roleKey = isOther ? (roleKey == "role" ? "from" : "role") : roleKey
      let contentKey = isOther ? (contentKey == "content" ? "value" : "content") : contentKey
      let thought = chance(6) ? "<think>\(text())</think>" : ""
      var members = [
        "\"\(roleKey)\":\"\(chance(8) ? text() : pick(roles))\"",
        "\"\(contentKey)\":\"\(thought)\(text())\"",
      ]
      if chance(4) {
        let key = pick(["weight", "train", "trainable", "loss", "mask"])
        members.append("\"\(key)\":\(pick(["0", "1", "true", "false", "null", "0.5", "1.0"]))")
      }
      if chance(6) {
        members.append("\"\(pick(["reasoning_content", "reasoning", "thinking"]))\":\(string())")
      }
      if chance(10) { members.append("\"\(pick([roleKey, contentKey, "tool_calls"]))\":null") }
      if chance(15) { members.removeLast() }
      if chance(3) { members.append("\"name\":\(value(depth: 2))") }
      members.shuffle(using: &generator)
      return "{\(members.joined(separator: ","))}"
    }
    return "[\(messages.joined(separator: ","))]"
  }

  private mutating func value(depth: Int) -> String {
    switch Int.random(in: 0..<(depth < 4 ? 8 : 6), using: &generator) {
    case 0: "null"
    case 1: pick(["true", "false"])
    case 2, 3: number()
    case 4, 5: string()
    case 6: "[\((0..<2).map { _ in value(depth: depth + 1) }.joined(separator: ","))]"
    default: "{\"\(text())\":\(value(depth: depth + 1))}"
    }
  }

  private mutating func number() -> String {
    let numbers = [
      "0", "-0", "7", "-12.5", "1e9", "1E-400", "2.5e+400", "18446744073709551615",
      "-9223372036854775809", "340282366920938463463374607431768211456", "0.1000000000000000055511",
      "01", "1.", ".5", "-", "+1", "1e", "NaN",
    ]
    // The last ones are no numbers.
    return chance(8) ? pick(numbers) : pick(Array(numbers.prefix(11)))
  }

  private mutating func string() -> String { "\"\(text())\"" }

  private mutating func text() -> String {
    let pieces = [
      "a", "word ", "é", "€", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u00e9",
      "\\ud83d\\ude00", " ", "\\t", "\\u3000", "{", "]", ":", ",",
      "0123456789abcdefghijklmnopqrstuv",
      "\\u0000", "\u{7F}", "\u{FEFF}",
    ]
    let rare = ["\\ud83d", "\\udc00", "\\ud83d\\u0041", "\\x", "\\u12", "\t", "\u{0}", "\\ud800\\"]
    return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      chance(60) ? pick(rare) : pick(pieces)
    }.joined()
  }

  private mutating func space() -> String { chance(4) ? pick([" ", "\t", "  ", "\r"]) : "" }

  /// Changes, takes away or puts in some bytes.
  private mutating func damage(_ line: inout [UInt8]) {
    for _ in 0..<Int.random(in: 1...3, using: &generator) where !line.isEmpty {
      let index = Int.random(in: 0..<line.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: line[index] = UInt8.random(in: 0...255, using: &generator)
      case 1: line.remove(at: index)
      case 2: line.insert(pick(Array("\"\\{}[]:,0e-.tn \u{0}".utf8)), at: index)
      case 3: line.removeLast(line.count - index)
      default:
        let surrogate: [UInt8] = [0xED, 0xA0, 0x80]
        let sequences = [
          [0x80], [0xC0, 0xAF], surrogate, [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
        ]
        line.insert(contentsOf: pick(sequences), at: index)
      }
    }
  }

  /// True once in `count` calls.
  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &generator) == 0
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }
}

/// `bytes` in a buffer, with its padding after them.
func buffer(_ bytes: [UInt8]) -> ByteBuffer {
  var buffer = ByteBuffer()
  buffer.append(bytes.span)
  return buffer
}

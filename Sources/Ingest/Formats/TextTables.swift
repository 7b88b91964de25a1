/// Tells text that is no JSON, and meant to be something else, from damaged lines.
enum TextTables {
  /// Whether a text is HTML or XML: its first sign opens a tag that both begin with.
  static func isMarkup(_ beginning: Span<UInt8>) -> Bool {
    let text = lines(beginning).first.map { $0.drop { JSONBytes.isSpace($0) } } ?? []
    let start = text.prefix(14).map { $0 | 0x20 }
    return ["<!doctype html", "<html", "<?xml"].contains {
      start.starts(with: $0.utf8.map { $0 | 0x20 })
    }
  }

  /// Whether a text is a table with a line of names above it: names of letters, digits and a few
  /// signs, at least two, with `separator` between them; and the next line does not begin as JSON
  /// does, since then the first would be damaged.
  static func isTable(_ beginning: Span<UInt8>, separator: UInt8) -> Bool {
    let lines = lines(beginning)
    guard lines.count >= 2, let head = lines.first else { return false }
    let next = lines[1].first { !JSONBytes.isSpace($0) }
    guard let next, ![UInt8(ascii: "{"), UInt8(ascii: "[")].contains(next) else { return false }
    let names = head.split(separator: separator, omittingEmptySubsequences: false)
    return names.count >= 2 && names.allSatisfy(isName) && lines[1].contains(separator)
  }

  /// Whether a cell, in quotes or not, is a name as tables have them.
  private static func isName(_ cell: ArraySlice<UInt8>) -> Bool {
    var name = cell
    let quote = UInt8(ascii: "\"")
    if name.count >= 2, name.first == quote, name.last == quote {
      name = name.dropFirst().dropLast()
    }
    guard let first = name.first, isLetter(first), name.count <= 64 else { return false }
    return name.allSatisfy {
      isLetter($0) || (0x30...0x39).contains($0) || " _-.".utf8.contains($0)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// The lines that `beginning` has, without a byte order mark and line ends; the last may be cut.
  private static func lines(_ beginning: Span<UInt8>) -> [ArraySlice<UInt8>] {
    var bytes: [UInt8] = []
    for index in beginning.indices { bytes.append(beginning[index]) }
    var text = bytes[...]
    if text.starts(with: JSONBytes.byteOrderMark) { text = text.dropFirst(3) }
    return text.split(separator: LineScan.newline, maxSplits: 2, omittingEmptySubsequences: true)
      .map { $0.last == LineScan.carriageReturn ? $0.dropLast() : $0 }
  }
}

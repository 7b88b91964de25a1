/// The part of a text that says something of its language: prose, without what is code or
/// notation in any language.
///
/// Left out, each replaced by a space: fenced code blocks and inline code, URLs, e-mail
/// addresses, LaTeX formulas and commands, HTML tags and entities. An opening mark without its
/// closing mark is ordinary text, but for a fence, which runs to the end as in Markdown. The
/// buffer is kept from one text to the next.
///
/// - Complexity: linear. A search for a closing mark ends where the next opening mark stands, or
///   is not tried again in this text once it has failed, so that no byte is scanned often.
struct LanguageEvidence {
  /// The evidence of the text last collected.
  private(set) var text: [UInt8] = []
  /// Whether a mathematical environment was found that nothing closes.
  private var isEnvironmentOpen = false

  /// Bytes at which something to leave out may begin.
  private static let marks: [Bool] = {
    var marks = [Bool](repeating: false, count: 256)
    for byte in "`$\\<:@&.".utf8 { marks[Int(byte)] = true }
    return marks
  }()

  /// LaTeX environments whose whole content is notation; a `*` may follow the name.
  private static let notationEnvironments = [
    "equation", "align", "aligned", "gather", "multline", "math", "displaymath", "eqnarray",
    "array", "cases", "matrix", "pmatrix", "bmatrix", "vmatrix", "split", "tikzpicture",
    "verbatim", "lstlisting", "minted", "tabular",
  ]

  /// Replaces the evidence by that of `source`; stops early once it holds `byteLimit` bytes.
  mutating func collect(_ source: borrowing Span<UInt8>, byteLimit: Int) {
    text.removeAll(keepingCapacity: true)
    isEnvironmentOpen = false
    let marks = Self.marks.span
    var runStart = 0
    var index = 0
    while index < source.count {
      let byte = source[index]
      guard marks[Int(byte)] else {
        index += 1
        continue
      }
      let end = skippedEnd(source, mark: byte, at: index, runStart: runStart)
      guard end > index else {
        index += 1
        continue
      }
      append(source, runStart..<index)
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@") {
        dropTrailingToken(lettersOnly: byte != UInt8(ascii: "@"))
      }
      text.append(UInt8(ascii: " "))
      index = end
      runStart = end
      if text.count >= byteLimit { return }
    }
    append(source, runStart..<source.count)
  }

  private mutating func append(_ source: borrowing Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    // SAFETY: the pointer is to the range's own bytes and is not kept past the call.
    source.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
  }

  /// Takes back the beginning of a URL or an e-mail address, which stands before its mark.
  private mutating func dropTrailingToken(lettersOnly: Bool) {
    var left = 64
    while left > 0, let last = text.last {
      let isPart = lettersOnly ? last.isASCIILetter : last > 0x20 && last < 0x80
      guard isPart else { return }
      text.removeLast()
      left -= 1
    }
  }

  /// Where what begins with `mark` at `index` ends, or `index` where it is ordinary text.
  private mutating func skippedEnd(
    _ source: borrowing Span<UInt8>, mark: UInt8, at index: Int, runStart: Int
  ) -> Int {
    switch mark {
    case UInt8(ascii: "`"): return codeEnd(source, at: index)
    case UInt8(ascii: "$"): return dollarFormulaEnd(source, at: index)
    case UInt8(ascii: "\\"): return commandEnd(source, at: index)
    case UInt8(ascii: "<"): return tagEnd(source, at: index)
    case UInt8(ascii: "&"): return entityEnd(source, at: index)
    case UInt8(ascii: ":"):
      guard source.has("//", at: index + 1) else { return index }
      return addressEnd(source, from: index + 3)
    case UInt8(ascii: "."):
      guard index >= runStart + 3, source.has("www", at: index - 3) else { return index }
      return addressEnd(source, from: index + 1)
    default:
      guard index > runStart, index + 1 < source.count, source[index - 1].isASCIIWordByte,
        source[index + 1].isASCIIWordByte
      else { return index }
      return addressEnd(source, from: index + 1)
    }
  }

  private func codeEnd(_ source: borrowing Span<UInt8>, at index: Int) -> Int {
    if source.has("```", at: index) {
      var at = index + 3
      while at < source.count {
        if source[at] == UInt8(ascii: "`"), source.has("```", at: at) { return at + 3 }
        at += 1
      }
      return source.count
    }
    var at = index + 1
    while at < source.count, source[at] != UInt8(ascii: "\n") {
      if source[at] == UInt8(ascii: "`") { return at + 1 }
      at += 1
    }
    return index
  }

  /// `$$…$$` within a paragraph, or `$…$` within a line; prices are ordinary text, so the closing
  /// dollar stands right after something and before no letter or digit.
  private func dollarFormulaEnd(_ source: borrowing Span<UInt8>, at index: Int) -> Int {
    if source.has("$$", at: index) {
      return pairEnd(source, from: index + 2, closing: "$$", reopening: nil) ?? index
    }
    guard index + 1 < source.count, source[index + 1] > 0x20 else { return index }
    var at = index + 1
    while at < source.count, source[at] != UInt8(ascii: "\n") {
      if source[at] == UInt8(ascii: "$") {
        let isClosing =
          source[at - 1] > 0x20 && (at + 1 == source.count || !source[at + 1].isASCIIWordByte)
        return isClosing ? at + 1 : index
      }
      at += 1
    }
    return index
  }

  /// The end of the paragraph's next `closing`, or nil where `reopening` or a blank line is first.
  private func pairEnd(
    _ source: borrowing Span<UInt8>, from start: Int, closing: StaticString,
    reopening: StaticString?
  ) -> Int? {
    var at = start
    while at < source.count {
      if source.has(closing, at: at) { return at + closing.utf8CodeUnitCount }
      if let reopening, source.has(reopening, at: at) { return nil }
      if source.has("\n\n", at: at) { return nil }
      at += 1
    }
    return nil
  }

  private mutating func commandEnd(_ source: borrowing Span<UInt8>, at index: Int) -> Int {
    if source.has("\\[", at: index) {
      return pairEnd(source, from: index + 2, closing: "\\]", reopening: "\\[") ?? index
    }
    if source.has("\\(", at: index) {
      return pairEnd(source, from: index + 2, closing: "\\)", reopening: "\\(") ?? index
    }
    var at = index + 1
    while at < source.count, source[at].isASCIILetter { at += 1 }
    if source.has("\\begin{", at: index) || source.has("\\end{", at: index) {
      let nameStart = at + 1
      while at < source.count, source[at] > 0x20, source[at] != UInt8(ascii: "}") { at += 1 }
      let nameEnd = at
      at = min(at + 1, source.count)
      if source.has("\\begin{", at: index), !isEnvironmentOpen {
        return environmentEnd(source, name: nameStart..<max(nameStart, nameEnd)) ?? at
      }
    }
    return at
  }

  /// The end of the environment whose name stands at `name`, or nil where it is prose.
  private mutating func environmentEnd(
    _ source: borrowing Span<UInt8>, name: Range<Int>
  ) -> Int? {
    guard name.upperBound <= source.count, name.count <= 16 else { return nil }
    let bytes = name.map { source[$0] }
    var base = bytes[...]
    if base.last == UInt8(ascii: "*") { base.removeLast() }
    guard Self.notationEnvironments.contains(where: { $0.utf8.elementsEqual(base) }) else {
      return nil
    }
    let closing = Array("\\end{".utf8) + bytes + [UInt8(ascii: "}")]
    var at = name.upperBound
    while at + closing.count <= source.count {
      if source[at] == UInt8(ascii: "\\"),
        closing.indices.allSatisfy({ source[at + $0] == closing[$0] })
      {
        return at + closing.count
      }
      at += 1
    }
    isEnvironmentOpen = true
    return nil
  }

  private func tagEnd(_ source: borrowing Span<UInt8>, at index: Int) -> Int {
    guard index + 1 < source.count else { return index }
    let next = source[index + 1]
    guard next.isASCIILetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") else {
      return index
    }
    var at = index + 1
    while at < source.count, source[at] != UInt8(ascii: "\n"), source[at] != UInt8(ascii: "<") {
      if source[at] == UInt8(ascii: ">") { return at + 1 }
      at += 1
    }
    return index
  }

  private func entityEnd(_ source: borrowing Span<UInt8>, at index: Int) -> Int {
    var at = index + 1
    while at < source.count, at < index + 10 {
      if source[at] == UInt8(ascii: ";") { return at > index + 1 ? at + 1 : index }
      guard source[at].isASCIIWordByte || source[at] == UInt8(ascii: "#") else { return index }
      at += 1
    }
    return index
  }

  /// The end of a URL's or an address's rest: at a space, a bracket, a quote, or beyond ASCII.
  private func addressEnd(_ source: borrowing Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < source.count {
      switch source[at] {
      case 0...0x20, 0x80..., UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
        UInt8(ascii: ")"), UInt8(ascii: "]"):
        return at
      default: at += 1
      }
    }
    return at
  }
}

package import ByteIO
import CRE2

/// Phrases and regular expressions that drop a record, from a user's file; workers share one.
///
/// One pattern a line. A line between slashes, `/…/`, is a regular expression in RE2's syntax; any
/// other is a phrase, found as whole words, with any white space where the phrase has some, and
/// with straight and curly quotes alike. Case does not matter, but for an expression that says
/// `(?-i)`. Empty lines and lines that begin with `#` are left out.
///
/// Immutable once it is made, and matching only reads it, which makes it Sendable. Time is linear
/// in the text's length, whatever the patterns are (RE2).
///
/// Making a list takes seconds and less than 1 GiB at the most: time and memory follow the length
/// of RE2's programs, and the bytes of expressions, whose classes of letters are slow to read. Both
/// are bounded, for a list may come from anywhere.
package final class PatternList: @unchecked Sendable, Equatable {
  /// One pattern of the file.
  package struct Pattern: Sendable, Equatable {
    /// Its line in the file, from 1.
    package var line: Int
    /// The line without white space around it.
    package var text: String

    /// The name under which records are counted: `pattern line 3 'as an ai'`, cut to 40 letters.
    package var name: String {
      let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
      return "pattern line \(line) '\(shown)'"
    }
  }

  package let patterns: [Pattern]
  /// The SHA-256 of the file, in hexadecimal: which list it is, wherever it lies.
  package let sha256: String
  private let set: OpaquePointer

  /// What a list's file may have; others need not be read.
  package static let byteLimit = 4 << 20
  private static let lineByteLimit = 4096
  private static let patternLimit = 20_000
  private static let expressionByteLimit = 256 << 10
  private static let instructionLimit = 2 << 20

  /// Reads the patterns in `bytes`.
  ///
  /// - Throws: `Fault.unusablePattern` for bytes that are not UTF-8, a wrong expression, one
  ///   that is found in any text, a line of more than 4,096 bytes, a file without patterns, and one
  ///   beyond the limits: 4 MiB, 20,000 patterns, 256 KiB of expressions, and programs of 65,536
  ///   instructions each and 2,097,152 in all.
  package init(
    _ bytes: [UInt8], path: String, sha256: String
  ) throws(Fault) {
    self.sha256 = sha256
    let patterns = try Self.patterns(bytes, path: path)
    self.patterns = patterns
    guard let set = cprep_re2_make() else {
      throw .unusablePattern(path: path, line: 0, detail: "no memory for the patterns")
    }
    self.set = set
    // From here on the object is whole, so that a throw frees the set in `deinit`.
    var instructionCount = 0
    for pattern in patterns {
      instructionCount += try add(pattern, path: path)
      guard instructionCount <= Self.instructionLimit else {
        throw .unusablePattern(
          path: path, line: pattern.line,
          detail: "the patterns up to here are too large together: expected at most "
            + "\(Self.instructionLimit) instructions of RE2, found \(instructionCount); "
            + "leave out patterns, or repeat less within them")
      }
    }
    guard cprep_re2_compile(set) == 0 else {
      throw .unusablePattern(
        path: path, line: 0, detail: "\(patterns.count) patterns are too large together")
    }
  }

  deinit {
    cprep_re2_free(set)
  }

  /// Lists of equal bytes are equal.
  package static func == (left: PatternList, right: PatternList) -> Bool {
    left.sha256 == right.sha256
  }

  /// The first pattern of the file that is found in `text`, or nil.
  func firstMatch(in text: borrowing Span<UInt8>) -> Pattern? {
    // SAFETY: the pointer is to the span's own bytes and is not kept.
    let number = text.withUnsafeBufferPointer { bytes in
      cprep_re2_first_match(set, bytes.baseAddress, bytes.count)
    }
    // As where Swift itself has no memory: to go on would keep a record that a pattern drops.
    precondition(number >= -1, "no memory is left to look for patterns")
    return number < 0 ? nil : patterns[Int(number)]
  }

  private static func patterns(_ bytes: [UInt8], path: String) throws(Fault) -> [Pattern] {
    guard bytes.count <= byteLimit else {
      throw .unusablePattern(
        path: path, line: 0,
        detail: "expected at most \(byteLimit) bytes of patterns, found \(bytes.count)")
    }
    var patterns: [Pattern] = []
    var expressionByteCount = 0
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard line.count <= lineByteLimit else {
        throw .unusablePattern(
          path: path, line: index + 1,
          detail: "expected at most \(lineByteLimit) bytes, found \(line.count)")
      }
      guard var text = String(validating: line, as: UTF8.self) else {
        throw .unusablePattern(
          path: path, line: index + 1, detail: "expected UTF-8, found other bytes")
      }
      // Editors on Windows put a mark before the first line.
      if index == 0, text.hasPrefix("\u{FEFF}") { text.removeFirst() }
      let words = text.split(whereSeparator: \.isWhitespace)
      guard let first = words.first, let last = words.last, !first.hasPrefix("#") else { continue }
      let trimmed = text[first.startIndex..<last.endIndex]
      patterns.append(Pattern(line: index + 1, text: String(trimmed)))
      guard patterns.count <= patternLimit else {
        throw .unusablePattern(
          path: path, line: index + 1,
          detail: "expected at most \(patternLimit) patterns, found more")
      }
      expressionByteCount += isExpression(trimmed) ? trimmed.utf8.count : 0
      guard expressionByteCount <= expressionByteLimit else {
        throw .unusablePattern(
          path: path, line: index + 1,
          detail: "expected at most \(expressionByteLimit) bytes of regular expressions, found "
            + "\(expressionByteCount) up to here; write as phrases what needs no expression")
      }
    }
    guard !patterns.isEmpty else {
      throw .unusablePattern(
        path: path, line: 0, detail: "expected a pattern on each line, found none")
    }
    return patterns
  }

  /// Adds a pattern to the set; returns the length of its program.
  private func add(_ pattern: Pattern, path: String) throws(Fault) -> Int {
    let expression = Array(Self.expression(of: pattern.text).utf8)
    var message = [CChar](repeating: 0, count: 256)
    // SAFETY: both pointers are used within the call, with the lengths of their buffers.
    var instructionCount: Int32 = 0
    let status = expression.withUnsafeBufferPointer { bytes in
      message.withUnsafeMutableBufferPointer { room -> cprep_re2_status in
        guard let start = room.baseAddress else { return cprep_re2_wrong }
        return cprep_re2_add(
          set, bytes.baseAddress, bytes.count, &instructionCount, start, room.count)
      }
    }
    let detail: String
    switch status {
    case cprep_re2_added: return Int(instructionCount)
    case cprep_re2_everywhere:
      detail = "'\(pattern.text)' is found in every text, even an empty one"
    case cprep_re2_too_large:
      detail =
        "the pattern is too large: expected at most \(CPREP_RE2_INSTRUCTION_LIMIT) instructions "
        + "of RE2, found more; repeat less within it, above all classes as \\pL{500}"
    default:
      let why = String(
        decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      detail = "not a regular expression that can be used: \(why)"
    }
    throw .unusablePattern(path: path, line: pattern.line, detail: detail)
  }

  private static func isExpression(_ text: some StringProtocol) -> Bool {
    text.count > 2 && text.hasPrefix("/") && text.hasSuffix("/")
  }

  /// The regular expression that a line stands for.
  static func expression(of text: String) -> String {
    if isExpression(text) {
      return "(?i)(?:" + text.dropFirst().dropLast() + ")"
    }
    let words = text.split(whereSeparator: \.isWhitespace).map(quoted)
    let phrase = words.joined(separator: #"[\s\p{Zs}]+"#)
    // Whole words. RE2's border knows ASCII letters alone, and classes of all letters make a list of
    // thousands of phrases too large.
    let before = text.utf8.first.map(\.isASCIIWordByte) ?? false ? #"\b"# : ""
    let after = text.utf8.last.map(\.isASCIIWordByte) ?? false ? #"\b"# : ""
    return "(?i)" + before + phrase + after
  }

  /// A word as an expression that is found where the word is.
  private static func quoted(_ word: Substring) -> String {
    word.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "'", "\u{2019}", "\u{2018}": text += "['\u{2018}\u{2019}]"
      case "\"", "\u{201C}", "\u{201D}": text += "[\"\u{201C}\u{201D}]"
      case _
      where scalar.isASCII && !scalar.properties.isAlphabetic && scalar.value > 0x20
        && !("0"..."9").contains(scalar):
        text += "\\" + String(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

package import ByteIO
import CSimdjson
import Records

/// Parses JSON documents, strictly.
///
/// simdjson does the work. What it refuses is looked at again by `JSONScanner`, which names the
/// fault and its place, the same on every machine (simdjson's own errors depend on the
/// processor), or finds the document valid: simdjson takes no numbers beyond 64 bits, and they
/// are valid JSON. Such a document is parsed again with zeros in their stead, and their text is
/// handed out beside the tape.
package struct JSONDocumentParser: ~Copyable {
  private let parser: OpaquePointer
  private let maximumDepth: Int
  private var patched = ByteBuffer()

  /// Makes a parser for up to `maximumDepth` nested objects and arrays.
  package init(maximumDepth: Int) {
    guard let parser = cprep_simdjson_create(maximumDepth) else { fatalError("out of memory") }
    self.parser = parser
    self.maximumDepth = maximumDepth
  }

  deinit {
    cprep_simdjson_free(parser)
  }

  /// What is wrong with `document` as JSON text; nil where it is one valid value.
  package mutating func fault(in document: borrowing ByteBuffer) -> RecordFault? {
    // SAFETY: a ByteBuffer's bytes are followed by its padding.
    document.withUnsafeBytes { bytes in
      do throws(RecordFault) {
        _ = try parse(bytes)
        return nil
      } catch {
        return error
      }
    }
  }

  /// Parses `bytes`, after which `ByteBuffer.padding` more must be readable.
  ///
  /// The tape holds until the next call.
  mutating func parse(_ bytes: UnsafeRawBufferPointer) throws(RecordFault) -> JSONTape {
    if let tape = tape(of: bytes) { return tape }
    // SAFETY: `bytes` outlives the span, which is not kept.
    let longNumbers = try JSONScanner.scan(
      Span(_unsafeElements: bytes.bindMemory(to: UInt8.self)), maximumDepth: maximumDepth)
    patch(bytes, longNumbers)
    if var tape = patched.withUnsafeBytes({ tape(of: $0) }) {
      if !longNumbers.isEmpty { tape.longNumbers = Self.find(longNumbers, in: bytes, on: tape) }
      return tape
    }
    throw RecordFault(.malformedJSON, "simdjson does not accept the line")
  }

  private func tape(of bytes: UnsafeRawBufferPointer) -> JSONTape? {
    // simdjson passes over a byte order mark from version 3.2 on; JSON text has none.
    guard let start = bytes.baseAddress, bytes.first != JSONBytes.byteOrderMark[0] else {
      return nil
    }
    var tape = cprep_simdjson_tape()
    switch cprep_simdjson_parse(parser, start, bytes.count, &tape) {
    case cprep_simdjson_parsed:
      guard let words = tape.words, let strings = tape.strings else { return nil }
      return JSONTape(words: words, strings: strings)
    case cprep_simdjson_out_of_memory:
      fatalError("out of memory for a line of \(bytes.count) bytes")
    default:
      return nil
    }
  }

  /// The texts of `numbers` by their positions on the tape of the document patched for them.
  private static func find(
    _ numbers: [JSONScanner.LongNumber], in bytes: UnsafeRawBufferPointer, on tape: JSONTape
  ) -> LongNumbers {
    var texts: [Int: [UInt8]] = [:]
    var next = 0
    var index = 0
    tape.forEachNumber { position in
      if next < numbers.count, numbers[next].index == index {
        texts[position] = Array(bytes[numbers[next].range])
        next += 1
      }
      index += 1
    }
    return LongNumbers(texts: texts)
  }

  /// Copies `bytes` with each of `numbers` replaced by a zero.
  private mutating func patch(
    _ bytes: UnsafeRawBufferPointer, _ numbers: [JSONScanner.LongNumber]
  ) {
    patched.removeAll()
    patched.reserve(bytes.count)
    var copied = 0
    for number in numbers {
      patched.append(UnsafeRawBufferPointer(rebasing: bytes[copied..<number.range.lowerBound]))
      patched.append(UInt8(ascii: "0"))
      copied = number.range.upperBound
    }
    patched.append(UnsafeRawBufferPointer(rebasing: bytes[copied...]))
  }
}

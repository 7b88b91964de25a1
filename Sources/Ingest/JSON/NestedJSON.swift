import ByteIO
import Records

/// Parses JSON that a string of another document holds, which stays as it is.
struct NestedJSON: ~Copyable {
  private var parser: JSONDocumentParser
  private var document = ByteBuffer()

  init(maximumDepth: Int) { parser = JSONDocumentParser(maximumDepth: maximumDepth) }

  /// The tape of the document that is `text`; it holds until the next call.
  ///
  /// - Throws: `wrong_type` for a text that is no JSON, as what `place` is.
  mutating func parse(
    _ text: UnsafeRawBufferPointer, _ place: @autoclosure () -> String
  ) throws(RecordFault) -> JSONTape {
    document.removeAll()
    document.append(text)
    do throws(RecordFault) {
      // SAFETY: a ByteBuffer's bytes are followed by its padding; the tape keeps none of them.
      return try document.withUnsafeBytes { (bytes) throws(RecordFault) in
        try parser.parse(bytes)
      }
    } catch {
      throw RecordFault(
        .wrongType, "\(place()) is a string that holds no JSON: \(error.detail)")
    }
  }
}

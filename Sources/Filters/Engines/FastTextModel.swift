package import ByteIO
import CFastText
import Records

/// A fastText model for languages, such as `lid.176.ftz`; workers share one.
///
/// Immutable once it is made, and the library's predictions only read it, which makes it Sendable.
package final class FastTextModel: @unchecked Sendable, Equatable {
  /// The SHA-256 of the model's file: which model it is, wherever it lies.
  package let sha256: String
  private let model: OpaquePointer

  /// Loads the model in `bytes`.
  ///
  /// - Parameters:
  ///   - path: the file's name, for errors.
  ///   - sha256: the SHA-256 of `bytes`, in hexadecimal.
  /// - Throws: `Fault.unusableModel` where the bytes are not a whole model of a kind that
  ///   fastText 0.9 can ask for a language.
  package init(
    _ bytes: borrowing Span<UInt8>, path: String, sha256: String
  ) throws(Fault) {
    var file = FastTextFile(byteCount: bytes.count)
    do throws(FastTextFile.Flaw) {
      try file.check(bytes)
    } catch {
      throw .unusableModel(path: path, detail: error.description)
    }
    var message = [CChar](repeating: 0, count: 256)
    // SAFETY: both pointers are used within the call, with the lengths of their buffers; the
    // loader copies what it keeps.
    let loaded = bytes.withUnsafeBufferPointer { bytes in
      message.withUnsafeMutableBufferPointer { message -> OpaquePointer? in
        guard let start = bytes.baseAddress, let room = message.baseAddress else { return nil }
        return cprep_fasttext_load(start, bytes.count, room, message.count)
      }
    }
    guard let loaded else {
      let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .unusableModel(path: path, detail: String(decoding: text, as: UTF8.self))
    }
    model = loaded
    self.sha256 = sha256
  }

  deinit {
    cprep_fasttext_free(model)
  }

  /// Models of equal bytes are equal.
  package static func == (left: FastTextModel, right: FastTextModel) -> Bool {
    left.sha256 == right.sha256
  }

  /// The most probable language of `text` and its probability, 0...1.
  ///
  /// Nil where the model has no answer, or one that is no code of the catalogue. The text is shown
  /// in small letters: the model takes capitals for Italian.
  func prediction(for text: borrowing Span<UInt8>) -> (language: LanguageCode, Float)? {
    // SAFETY: the pointers are used within the calls, with the lengths of their buffers; the label
    // is a field of a value, terminated by the shim.
    let lower = text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self).lowercased() }
    let answer = Array(lower.utf8).withUnsafeBufferPointer {
      cprep_fasttext_predict(model, $0.baseAddress, $0.count)
    }
    let language = withUnsafeBytes(of: answer.label) { label in
      label.withMemoryRebound(to: CChar.self) { code in
        code.baseAddress.map { LanguageCatalog.language(ofModelCode: $0) } ?? .undetermined
      }
    }
    return language == .undetermined ? nil : (language, answer.probability)
  }
}

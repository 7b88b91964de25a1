import CCLD2
import Records

/// What is asked about the texts that scripts and words leave open.
package enum LanguageEngine: Sendable, Equatable {
  /// CLD2 with its full tables.
  case cld2
  /// A fastText model of the user's.
  case fastText(FastTextModel)

  /// The engine's name, as users write it and as verdicts print it.
  package enum Name: String, Sendable {
    case cld2 = "CLD2"
    case fastText = "fastText"
  }

  package var name: Name {
    switch self {
    case .cld2: .cld2
    case .fastText: .fastText
    }
  }

  /// What an engine says of a text.
  struct Answer {
    var language: LanguageCode
    /// The percent of the text in that language (CLD2), or how probable it is (fastText).
    var percent: Int32
    /// How strongly the text speaks for it: CLD2's points, or a thousandth of the probability.
    var score: Int32
    /// Whether the engine is sure by its own measure.
    var isSure: Bool
  }

  /// The probability from which fastText counts as sure.
  ///
  /// CLD2 has a measure of its own.
  private static let sureProbability: Float = 0.8

  /// The engine's first language of `text`, or nil where it names none that we know.
  ///
  /// - Parameter isGuess: whether CLD2 may guess where it would rather not say.
  func answer(for text: borrowing Span<UInt8>, isGuess: Bool) -> Answer? {
    switch self {
    case .cld2:
      // SAFETY: the pointer is to the span's own bytes and is not kept; the codes are constant
      // strings of the library.
      text.withUnsafeBufferPointer { bytes in
        let answer = cprep_cld2_detect(bytes.baseAddress, bytes.count, isGuess ? 1 : 0)
        let language = LanguageCatalog.language(ofModelCode: answer.codes.0)
        guard answer.status == 0, language != .undetermined else { return nil }
        return Answer(
          language: language, percent: answer.percents.0, score: answer.scores.0,
          isSure: answer.is_reliable != 0)
      }
    case .fastText(let model):
      model.prediction(for: text).map { language, probability in
        Answer(
          language: language, percent: Int32((probability * 100).rounded()),
          score: Int32((probability * 1000).rounded()),
          isSure: probability >= Self.sureProbability)
      }
    }
  }
}

package import Records

/// The texts whose verdicts were nearest to the other decision, on either side of it.
///
/// Bounded, and the same whatever the order in which texts are added: nearest first, then by
/// their place.
package struct BorderlineTexts: Sendable {
  /// One judged text.
  package struct Text: Sendable, Equatable {
    /// Where its record stands.
    package var origin: RecordOrigin
    /// Whether it is an answer, and not what was said before one.
    package var isResponse: Bool
    /// The text's number among those of its side in the record, from 1.
    package var number: Int
    package var language: LanguageCode
    package var confidence: Double
    package var isDropped: Bool
    package var why: String
    /// How sure it is that the text is in a language that is not wanted, less what is needed to
    /// drop it; in thousandths.
    package var margin: Int
    /// The text's first bytes, cut at a character's border.
    package var excerpt: String

    package init(
      origin: RecordOrigin, isResponse: Bool, number: Int, language: LanguageCode,
      confidence: Double, isDropped: Bool, why: String, margin: Int, excerpt: String
    ) {
      self.origin = origin
      self.isResponse = isResponse
      self.number = number
      self.language = language
      self.confidence = confidence
      self.isDropped = isDropped
      self.why = why
      self.margin = margin
      self.excerpt = excerpt
    }
  }

  /// The most texts kept on either side.
  package static let sideCount = 100
  /// The most bytes of an excerpt.
  package static let excerptByteCount = 200

  package private(set) var dropped: [Text] = []
  package private(set) var kept: [Text] = []

  package init() {}

  /// Removes all texts.
  package mutating func removeAll() {
    dropped.removeAll(keepingCapacity: true)
    kept.removeAll(keepingCapacity: true)
  }

  /// Adds a text where it is among the nearest of its side.
  ///
  /// - Parameter make: makes the text, given its margin, only where it is wanted.
  mutating func add(margin: Int, isDropped: Bool, _ make: () -> Text) {
    func isNear(_ texts: [Text]) -> Bool {
      guard texts.count == Self.sideCount, let last = texts.last else { return true }
      return abs(margin) < abs(last.margin)
    }
    guard isNear(isDropped ? dropped : kept) else { return }
    if isDropped {
      Self.insert(make(), into: &dropped)
    } else {
      Self.insert(make(), into: &kept)
    }
  }

  /// Behind all that are as near: texts of a unit come in the order of their places.
  private static func insert(_ text: Text, into texts: inout [Text]) {
    let place = texts.firstIndex { abs($0.margin) > abs(text.margin) } ?? texts.endIndex
    texts.insert(text, at: place)
    if texts.count > sideCount { texts.removeLast() }
  }
}

extension LanguageFilter {
  /// Notes a text that was judged, where somebody asks for the borderline.
  mutating func note(
    _ verdict: LanguageVerdict, isDropped: Bool, _ origin: RecordOrigin, isResponse: Bool,
    _ number: Int, _ text: borrowing Span<UInt8>
  ) {
    guard borderline != nil, let margin = margin(of: verdict) else { return }
    let judged = judgement(of: verdict)
    let head = Self.head(of: text, byteLimit: BorderlineTexts.excerptByteCount)
    borderline?.add(margin: margin, isDropped: isDropped) {
      BorderlineTexts.Text(
        origin: origin, isResponse: isResponse, number: number, language: verdict.language,
        confidence: verdict.confidence, isDropped: isDropped, why: judged.why, margin: margin,
        excerpt: head)
    }
  }

  /// The first bytes of a text, cut at a character's border.
  private static func head(of text: borrowing Span<UInt8>, byteLimit: Int) -> String {
    var end = min(text.count, byteLimit)
    while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    // SAFETY: the pointer is used within the call; what it points to is copied.
    return text.extracting(0..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// How far the verdict is from the other decision, in thousandths.
  ///
  /// At least 0 where it speaks for dropping, below 0 where it does not; nil where nothing speaks for another language. A text
  /// over which words and engine disagree stands at 0.
  func margin(of verdict: LanguageVerdict) -> Int? {
    func thousandths(_ share: Double) -> Int { Int((share * 1000).rounded()) }
    if let foreign = verdict.foreignScript {
      return foreign.percent * 10 - thousandths(thresholds.foreignScriptShare)
    }
    switch verdict.grounds {
    case .notEnglish(let percent): return (percent - thresholds.minimumForeignPercent) * 10
    case .contradicted, .notToldApart, .otherWords: return 0
    default: break
    }
    guard verdict.language != .undetermined else { return nil }
    if NearLanguages.isWanted(verdict.language, among: options.wanted) {
      // What is not in the wanted language may be in another.
      guard verdict.confidence < 1 else { return nil }
      return min(-1, thousandths(1 - verdict.confidence - options.minimumConfidence))
    }
    return thousandths(verdict.confidence - options.minimumConfidence)
  }
}

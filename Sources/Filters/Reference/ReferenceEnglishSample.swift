extension EnglishSample {
  /// The same sample by the plain definition: the slow twin, for tests.
  static func reference(_ text: [UInt8]) -> EnglishSample {
    func words(of text: String) -> [String] {
      text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    let distinctive = Set(words(of: WordClass.distinctiveWords))
    let function = distinctive.union(words(of: WordClass.sharedFunctionWords))
    var sample = EnglishSample()
    for window in windows(of: text.count) {
      let letters = text[window].map { $0.isASCIILetter ? Character(UnicodeScalar($0)) : " " }
      let found = words(of: String(letters).lowercased()).filter { $0.count > 1 }
      let functionWords = found.filter { function.contains($0) }
      sample.wordCount += found.count
      sample.functionWordCount += functionWords.count
      sample.distinctiveWordCount += functionWords.count { distinctive.contains($0) }
      if functionWords.isEmpty { sample.hasForeignWindow = true }
    }
    return sample
  }
}

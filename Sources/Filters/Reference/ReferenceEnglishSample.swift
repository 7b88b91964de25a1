extension EnglishSample {
  /// The same sample by the plain definition: the slow twin, for tests.
  ///
  /// - Parameter all: with the windows for texts that the first leave open.
  static func reference(_ text: [UInt8], all: Bool) -> EnglishSample {
    func words(of text: String) -> [String] {
      text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    let distinctive = Set(words(of: WordClass.distinctiveWords))
    let function = distinctive.union(words(of: WordClass.sharedFunctionWords))
    var sample = EnglishSample()
    for window in windows(of: text.count, all: all) {
      // A word that begins in the window is counted whole.
      let rest = text[window.upperBound...].prefix { $0.isASCIILetter }
      let isCut = window.last.map { text[$0].isASCIILetter } ?? false
      let bytes = text[window] + (isCut ? Array(rest) : [])
      let letters = bytes.map { $0.isASCIILetter ? Character(UnicodeScalar($0)) : " " }
      let found = words(of: String(letters).lowercased()).filter { $0.count > 1 }
      let functionWords = found.filter { function.contains($0) }
      sample.wordCount += found.count
      sample.functionWordCount += functionWords.count
      sample.distinctiveWordCount += functionWords.count { distinctive.contains($0) }
      if functionWords.isEmpty { sample.foreignWindowCount += 1 }
    }
    return sample
  }
}

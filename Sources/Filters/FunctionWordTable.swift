/// The English function words: a table that stays in the first level of the cache.
///
/// No word is longer than seven bytes, so that the eighth byte of a place holds what the word is:
/// 1 for a function word, 3 for one that hardly any other language has.
struct FunctionWordTable: Sendable {
  let places: [UInt64]

  static let shared = FunctionWordTable()

  private static let bits: UInt64 = 9

  private init() {
    var places = [UInt64](repeating: 0, count: 1 << Self.bits)
    func insert(_ words: String, _ wordClass: UInt64) {
      for word in words.split(whereSeparator: \.isWhitespace) {
        precondition(word.utf8.count < 8, "a function word is too long for its place")
        let key = word.utf8.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        var place = Self.place(of: key)
        while places[place] != 0 { place = (place + 1) % places.count }
        places[place] = key | wordClass << 56
      }
    }
    insert(WordClass.distinctiveWords, 3)
    insert(WordClass.sharedFunctionWords, 1)
    self.places = places
  }

  /// 0 for a word that is none, 1 or 3 for one that is.
  ///
  /// - Parameters:
  ///   - key: the word in small letters, the first one lowest, with zeros after it.
  ///   - places: those of the shared table.
  @inline(__always)
  static func classes(of key: UInt64, in places: Span<UInt64>) -> Int {
    var place = Self.place(of: key)
    while true {
      // SAFETY: a place has `bits` bits, and the table as many entries as that can tell apart.
      let found = places[unchecked: place]
      if found &<< 8 == key &<< 8 { return Int(truncatingIfNeeded: found &>> 56) }
      if found == 0 { return 0 }
      place = (place &+ 1) & (1 &<< Int(Self.bits) &- 1)
    }
  }

  @inline(__always)
  private static func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
  }
}

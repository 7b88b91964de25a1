import Records

/// The most frequent words of 75 languages, and how frequent each is.
///
/// Two languages that an engine takes for each other (Danish and Norwegian, Macedonian and
/// Serbian) differ in some of their most frequent words. A text's score for a language is the sum
/// of the tiers of its different words in that language: 1 for a word that a few in a hundred
/// sentences have, 4 for one that a quarter of them has. Scores of one text in two languages can be
/// compared; scores of two texts cannot.
struct TypicalWords: Sendable {
  /// The languages that there are lists for, by the index that entries name them with.
  static let languages = TypicalWordLists.all.map { LanguageCode($0.language) ?? .undetermined }
  /// Words by their hash, in an open hash table of a power of two slots; 0 is an empty one.
  private let keys: [UInt64]
  /// By slot: where the word's entries begin in `entries`.
  private let firstEntries: [Int32]
  /// The entries of all words, those of one word behind one another.
  private let entries: [Entry]

  private struct Entry {
    var language: UInt8
    var tier: UInt8
    /// Whether the word has no further entry.
    var isLast: Bool
  }

  /// The one table, made when the first text is scored: most builds have none to score.
  static let shared = TypicalWords()

  private init() {
    var found: [(hash: UInt64, entry: Entry)] = []
    for (number, (_, tiers)) in TypicalWordLists.all.enumerated() {
      for (index, words) in tiers.enumerated() {
        let entry = Entry(
          language: UInt8(number), tier: UInt8(tiers.count - index), isLast: false)
        var hash = Self.emptyHash
        for byte in words.utf8 {
          guard byte == 0x20 else {
            Self.extend(&hash, with: byte)
            continue
          }
          found.append((Self.finished(hash), entry))
          hash = Self.emptyHash
        }
        if !words.isEmpty { found.append((Self.finished(hash), entry)) }
      }
    }
    found.sort { ($0.hash, $0.entry.language) < ($1.hash, $1.entry.language) }
    var slotCount = 16
    while slotCount < 2 * found.count { slotCount *= 2 }
    var keys = [UInt64](repeating: 0, count: slotCount)
    var firstEntries = [Int32](repeating: 0, count: slotCount)
    var entries: [Entry] = []
    for (hash, entry) in found {
      var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
      while keys[slot] != 0, keys[slot] != hash { slot = (slot + 1) & (slotCount - 1) }
      if keys[slot] == hash {
        entries[entries.count - 1].isLast = false
      } else {
        keys[slot] = hash
        firstEntries[slot] = Int32(entries.count)
      }
      entries.append(entry)
      entries[entries.count - 1].isLast = true
    }
    self.keys = keys
    self.firstEntries = firstEntries
    self.entries = entries
  }

  /// The index of a language's list, or nil where there is none.
  static func index(of language: LanguageCode) -> Int? { languages.firstIndex(of: language) }

  /// Adds the tiers of the word with `hash`, in every language that has it, to `scores`.
  func add(_ hash: UInt64, to scores: inout [Int]) {
    var slot = Int(truncatingIfNeeded: hash) & (keys.count - 1)
    while keys[slot] != hash {
      if keys[slot] == 0 { return }
      slot = (slot + 1) & (keys.count - 1)
    }
    var place = Int(firstEntries[slot])
    while true {
      let entry = entries[place]
      scores[Int(entry.language)] += Int(entry.tier)
      if entry.isLast { return }
      place += 1
    }
  }

  /// The hash of a word in small letters, FNV-1a of its UTF-8; never 0.
  static func hash(of word: some Sequence<UInt8>) -> UInt64 {
    var hash = emptyHash
    for byte in word { extend(&hash, with: byte) }
    return finished(hash)
  }

  /// FNV-1a's offset basis and prime.
  static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325
  static func extend(_ hash: inout UInt64, with byte: UInt8) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
  static func extend(_ hash: inout UInt64, with scalar: Unicode.Scalar) {
    UTF8.encode(scalar)?.forEach { extend(&hash, with: $0) }
  }
  static func finished(_ hash: UInt64) -> UInt64 { hash == 0 ? 1 : hash }
}

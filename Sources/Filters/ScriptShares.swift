import CICU
import Records

/// How the letters of one text are shared among the scripts.
///
/// Han and kana letters count double: one of them says as much as a syllable or a word.
struct ScriptShares {
  /// Weighted letters by ICU's script number.
  private(set) var letters: [Int]
  /// All weighted letters.
  private(set) var total = 0
  /// The script with the most weighted letters; the lowest number among equals, Latin without any.
  private(set) var dominant = 0

  init() {
    letters = [Int](repeating: 0, count: ScriptTable.shared.entries.count)
  }

  /// Replaces the shares by those of `text`.
  mutating func count(_ text: borrowing Span<UInt8>) {
    for script in letters.indices { letters[script] = 0 }
    // SAFETY: both pointers are used within the call, with the lengths of their buffers.
    text.withUnsafeBufferPointer { bytes in
      letters.withUnsafeMutableBufferPointer { counts in
        guard let base = counts.baseAddress else { return }
        cprep_icu_script_letters(bytes.baseAddress, bytes.count, base, counts.count)
      }
    }
    let table = ScriptTable.shared
    total = 0
    dominant = table.latin
    var most = 0
    for script in letters.indices {
      letters[script] *= table.entries[script].weight
      total += letters[script]
      if letters[script] > most { (most, dominant) = (letters[script], script) }
    }
    // Japanese is written in three scripts: what is Han beside kana belongs to it.
    foldJapanese(table)
  }

  private mutating func foldJapanese(_ table: ScriptTable) {
    let kana = table.kana.reduce(0) { $0 + letters[$1] }
    // A tenth of kana is far below Japanese prose (about half) and above a Chinese text that
    // quotes a Japanese name.
    guard kana >= 4, kana * 10 >= letters[table.han] else { return }
    let hiragana = table.kana[0]
    let all = kana + letters[table.han]
    for script in table.kana + [table.han] { letters[script] = 0 }
    letters[hiragana] = all
    if all > letters[dominant] || letters[dominant] == 0 { dominant = hiragana }
  }

  /// The part of the letters in `script`, 0...1; 0 for a text without letters.
  func share(of script: Int) -> Double {
    total == 0 ? 0 : Double(letters[script]) / Double(total)
  }
}

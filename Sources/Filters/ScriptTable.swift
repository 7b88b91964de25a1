import CICU
import Records

/// What the writing of a letter says of its language, for every script that ICU knows.
struct ScriptTable: Sendable {
  /// How the letters of a script are read.
  struct Entry: Sendable {
    /// The script's English name.
    var name = "Unknown"
    /// The language that the script names by itself, or undetermined where several share it.
    var language = LanguageCode.undetermined
    /// How many letters of an alphabet one letter counts for: 2 where it is a syllable or a word.
    var weight = 1
  }

  /// Entries by ICU's script number.
  let entries: [Entry]
  let latin: Int
  let han: Int
  /// Hiragana and Katakana, which make Han Japanese.
  let kana: [Int]

  /// The one table; ICU's numbers do not change while a process runs.
  static let shared = ScriptTable()

  /// Scripts of one language, or of one that is all but certain: Hebrew letters also write
  /// Yiddish, Bengali ones Assamese, Ethiopic ones Tigrinya.
  private static let languages = [
    ("Grek", "el"), ("Copt", "cop"), ("Hebr", "he"), ("Geor", "ka"), ("Armn", "hy"),
    ("Thai", "th"), ("Laoo", "lo"), ("Khmr", "km"), ("Mymr", "my"), ("Tibt", "bo"),
    ("Taml", "ta"), ("Telu", "te"), ("Knda", "kn"), ("Mlym", "ml"), ("Gujr", "gu"),
    ("Guru", "pa"), ("Beng", "bn"), ("Orya", "or"), ("Sinh", "si"), ("Ethi", "am"),
    ("Thaa", "dv"), ("Syrc", "syr"), ("Cher", "chr"), ("Cans", "iu"), ("Mong", "mn"),
    ("Hang", "ko"), ("Hani", "zh"), ("Bopo", "zh"), ("Hira", "ja"), ("Kana", "ja"),
    ("Nkoo", "nqo"), ("Olck", "sat"), ("Yiii", "ii"), ("Goth", "got"), ("Limb", "lif"),
  ]

  private init() {
    var entries = [Entry](repeating: Entry(), count: cprep_icu_script_limit())
    for number in entries.indices {
      // SAFETY: the name is a constant zero-terminated string of the library.
      entries[number].name = String(cString: cprep_icu_script_name(Int32(number)))
    }
    func number(_ code: String) -> Int { max(0, Int(cprep_icu_script_number(code))) }
    for (script, language) in Self.languages {
      entries[number(script)].language = LanguageCode(language) ?? .undetermined
    }
    for script in ["Hani", "Bopo", "Hira", "Kana", "Hang", "Yiii"] {
      entries[number(script)].weight = 2
    }
    self.entries = entries
    latin = number("Latn")
    han = number("Hani")
    kana = [number("Hira"), number("Kana")]
  }

  /// The number of the script with an ISO 15924 code; Common's where ICU knows none.
  static func number(ofCode code: String) -> Int { max(0, Int(cprep_icu_script_number(code))) }
}

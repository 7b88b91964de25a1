package import ByteIO
package import Records

/// The languages that the detector can tell, by ISO 639 code.
package enum LanguageCatalog {
  /// Codes that may be asked for, in alphabetical order: those of CLD2's full tables and those
  /// that a script names.
  package static let codes = [
    "aa", "ab", "af", "ak", "am", "ar", "as", "ay", "az", "ba", "be", "bg", "bh", "bi", "bn", "bo",
    "br", "bs", "ca", "ceb", "chr", "co", "cop", "crs", "cs", "cy", "da", "de", "dv", "dz", "el",
    "en", "eo", "es", "et", "eu", "fa", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn",
    "got", "gu", "gv", "ha", "haw", "he", "hi", "hmn", "hr", "ht", "hu", "hy", "ia", "id", "ie",
    "ig", "ii", "ik", "is", "it", "iu", "ja", "jv", "ka", "kha", "kk", "kl", "km", "kn", "ko",
    "ks", "ku", "ky", "la", "lb", "lg", "lif", "ln", "lo", "lt", "lv", "mfe", "mg", "mi", "mk",
    "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "ne", "nl", "nn", "nqo", "nr", "nso", "ny",
    "oc", "om", "or", "pa", "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sat",
    "sco", "sd", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv",
    "sw", "syr", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "ug",
    "uk", "ur", "uz", "ve", "vi", "vo", "war", "wo", "xh", "yi", "yo", "za", "zh", "zu",
  ]

  /// Codes that are read as another: withdrawn ones, and Norwegian without its written form.
  private static let aliases = [
    "no": "nb", "iw": "he", "jw": "jv", "in": "id", "fil": "tl", "mo": "ro", "ji": "yi", "sh": "sr",
  ]

  /// All that may be asked for, in alphabetical order.
  package static var acceptedCodes: [String] { (codes + aliases.keys).sorted() }

  private static let known = Set(codes.compactMap { LanguageCode($0) })

  private static let aliasTable: [LanguageCode: LanguageCode] = {
    var table: [LanguageCode: LanguageCode] = [:]
    for (alias, code) in aliases {
      if let alias = LanguageCode(alias), let code = LanguageCode(code) { table[alias] = code }
    }
    return table
  }()

  /// Latin, in which CLD2 reads species' names and spells.
  static let latin = LanguageCode(rawValue: 0x616C)

  private static let rare = Set(
    [
      "aa", "ab", "ak", "ay", "ba", "bi", "bo", "br", "co", "crs", "dz", "fj", "fo", "fy", "gd",
      "gl", "gn", "gv", "ha", "haw", "hmn", "ht", "ia", "ie", "ig", "ik", "jv", "kha", "kl", "ks",
      "ku", "lb", "lif", "ln", "mfe", "mg", "na", "nr", "nso", "ny", "oc", "om", "qu", "rm", "rn",
      "rw", "sa", "sco", "sd", "sg", "sm", "ss", "su", "tk", "to", "tt", "ug", "uz", "ve", "vo",
      "war", "wo", "za",
    ].compactMap { LanguageCode($0) })

  /// Bantu languages and Maori, whose syllables invented words resemble.
  private static let syllabic = Set(
    ["lg", "mi", "sn", "st", "tn", "ts", "xh", "zu"].compactMap { LanguageCode($0) })

  /// Whether CLD2's mere guess at `language` is worth little.
  static func isGuessedLightly(_ language: LanguageCode) -> Bool {
    rare.contains(language) || syllabic.contains(language)
  }

  /// Whether little is written online in `language`, so that odd text is likelier than it.
  static func isRare(_ language: LanguageCode) -> Bool { rare.contains(language) }

  /// Languages that are written in other scripts than Latin alone, by ISO 15924 codes.
  private static let scriptCodes: [String: [String]] = [
    "ar": ["Arab"], "fa": ["Arab"], "ur": ["Arab"], "ps": ["Arab"], "sd": ["Arab", "Deva"],
    "ug": ["Arab", "Cyrl"], "ks": ["Arab", "Deva"], "ku": ["Arab"], "ha": ["Arab"],
    "ms": ["Arab"], "az": ["Arab", "Cyrl"], "uz": ["Cyrl", "Arab"], "tk": ["Cyrl", "Arab"],
    "ru": ["Cyrl"], "uk": ["Cyrl"], "be": ["Cyrl"], "bg": ["Cyrl"], "mk": ["Cyrl"],
    "sr": ["Cyrl"], "bs": ["Cyrl"], "ro": ["Cyrl"], "kk": ["Cyrl", "Arab"],
    "ky": ["Cyrl", "Arab"], "mn": ["Cyrl", "Mong"], "tg": ["Cyrl", "Arab"],
    "tt": ["Cyrl", "Arab"], "ba": ["Cyrl"], "ab": ["Cyrl"],
    "hi": ["Deva"], "mr": ["Deva"], "ne": ["Deva"], "sa": ["Deva"], "bh": ["Deva"],
    "as": ["Beng"], "ti": ["Ethi"], "yi": ["Hebr"], "dz": ["Tibt"], "iu": ["Cans"],
    "zh": ["Hani", "Bopo"], "ja": ["Hani", "Hira", "Kana"], "ko": ["Hang", "Hani"],
    "el": ["Grek"], "cop": ["Copt", "Grek"], "he": ["Hebr"], "ka": ["Geor"], "hy": ["Armn"],
    "th": ["Thai"], "lo": ["Laoo"], "km": ["Khmr"], "my": ["Mymr"], "bo": ["Tibt"],
    "ta": ["Taml"], "te": ["Telu"], "kn": ["Knda"], "ml": ["Mlym"], "gu": ["Gujr"],
    "pa": ["Guru", "Arab"], "bn": ["Beng"], "or": ["Orya"], "si": ["Sinh"], "am": ["Ethi"],
    "dv": ["Thaa"], "syr": ["Syrc"], "chr": ["Cher"], "nqo": ["Nkoo"], "sat": ["Olck"],
    "ii": ["Yiii"], "got": ["Goth"], "lif": ["Limb", "Deva"], "tl": ["Tglg"],
  ]

  /// Reads a code or an alias of one that the detector can tell.
  ///
  /// - Throws: `Fault.unknownLanguage`, with the nearest code of equal first letter.
  package static func language(_ text: String) throws(Fault) -> LanguageCode {
    if let code = LanguageCode(text) {
      if let meant = aliasTable[code] { return meant }
      if known.contains(code) { return code }
    }
    throw .unknownLanguage(found: text, suggestion: suggestion(for: text))
  }

  /// The language for a code as CLD2 writes it; undetermined for none and for its jokes (pig
  /// Latin, Klingon).
  static func language(ofModelCode code: UnsafePointer<CChar>) -> LanguageCode {
    var value: UInt32 = 0
    var index = 0
    // SAFETY: the code ends in a zero byte, at which the loop ends.
    while code[index] != 0, code[index] != CChar(UInt8(ascii: "-")) {
      guard index < 3 else { return .undetermined }
      value |= UInt32(UInt8(bitPattern: code[index])) << (8 * UInt32(index))
      index += 1
    }
    let language = LanguageCode(rawValue: value)
    if let meant = aliasTable[language] { return meant }
    return known.contains(language) ? language : .undetermined
  }

  /// The numbers of all scripts but Latin that any of `languages` is written in.
  static func scripts(of languages: [LanguageCode]) -> Set<Int> {
    var scripts: Set<Int> = []
    for language in languages {
      for code in scriptCodes[language.description] ?? [] {
        scripts.insert(ScriptTable.number(ofCode: code))
      }
    }
    return scripts
  }

  /// English names of languages, as people write them where a code is expected.
  private static let names = [
    "arabic": "ar", "chinese": "zh", "dutch": "nl", "english": "en", "french": "fr",
    "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi", "italian": "it",
    "japanese": "ja", "korean": "ko", "norwegian": "nb", "polish": "pl", "portuguese": "pt",
    "russian": "ru", "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk",
    "vietnamese": "vi", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr",
    "spa": "es", "rus": "ru", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "por": "pt",
    "ita": "it", "nld": "nl", "ara": "ar", "hin": "hi", "jp": "ja", "cn": "zh", "kr": "ko",
    "ua": "uk", "gr": "el", "cz": "cs", "dk": "da", "se": "sv", "us": "en", "uk-en": "en",
  ]

  private static func suggestion(for text: String) -> String? {
    let lower = text.lowercased()
    if let code = names[lower] { return code }
    // A locale such as en-US or zh_Hans begins with its language.
    let prefix = String(lower.prefix { $0 != "-" && $0 != "_" })
    if let code = LanguageCode(prefix), known.contains(code) || aliasTable[code] != nil {
      return (aliasTable[code] ?? code).description
    }
    guard let first = lower.first, lower.count <= 3 else { return nil }
    let letters = Array(lower)
    return codes.filter { $0.first == first }.max { left, right in
      agreement(Array(left), letters) < agreement(Array(right), letters)
    }
  }

  /// How many letters of two codes agree, place by place.
  private static func agreement(_ left: [Character], _ right: [Character]) -> Int {
    zip(left, right).count { $0 == $1 }
  }
}

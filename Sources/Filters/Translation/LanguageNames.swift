import CICU
import Records

/// The languages' names in one language, from ICU.
struct LanguageNames: Sendable {
  private let codes: [String: LanguageCode]
  /// Names by their beginnings, for languages that inflect them: "ins Deutsche".
  private let stems: [String: LanguageCode]

  /// - Parameter code: the language that the names are in.
  init(in code: String) {
    var codes: [String: LanguageCode] = [:]
    var stems: [String: LanguageCode] = [:]
    for language in LanguageCatalog.codes {
      guard let meant = LanguageCode(language), let name = Self.name(of: language, in: code) else {
        continue
      }
      let lower = name.lowercased()
      // A name of several words ("Haitian Creole") is never met as one word; what such languages
      // are called by stands in `others`.
      codes[lower] = meant
      guard code != "en", lower.count >= Self.shortestStem else { continue }
      stems[String(lower.prefix(max(Self.shortestStem - 1, lower.count - 2)))] = meant
    }
    for (name, language) in Self.others where code == "en" {
      codes[name] = LanguageCode(language)
    }
    self.codes = codes
    self.stems = stems
  }

  private static let shortestStem = 6

  /// What English speakers call languages beside ICU's names for them.
  private static let others = [
    "mandarin": "zh", "cantonese": "zh", "norwegian": "nb", "farsi": "fa", "tagalog": "tl",
    "castilian": "es", "flemish": "nl", "brazilian": "pt", "gaelic": "gd", "burmese": "my",
    "pashto": "ps", "punjabi": "pa", "bengali": "bn", "bangla": "bn", "odia": "or", "creole": "ht",
    "sinhalese": "si", "kurdish": "ku", "kiswahili": "sw",
  ]

  /// The language that `word`, in small letters, names, or nil.
  ///
  /// An inflected name may be up to two letters longer or shorter than the one it comes from.
  func language(_ word: String) -> LanguageCode? {
    if let code = codes[word] { return code }
    guard !stems.isEmpty, word.count >= Self.shortestStem else { return nil }
    for dropped in 0...4 where word.count - dropped >= Self.shortestStem - 1 {
      if let code = stems[String(word.dropLast(dropped))] { return code }
    }
    return nil
  }

  private static func name(of language: String, in code: String) -> String? {
    var name = [CChar](repeating: 0, count: 128)
    // SAFETY: the pointer is used within the call, with the buffer's length; both codes are
    // terminated strings that last as long.
    let length = name.withUnsafeMutableBufferPointer { room in
      room.baseAddress.map { cprep_icu_language_name(language, code, $0, room.count) } ?? 0
    }
    guard length > 0 else { return nil }
    return String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

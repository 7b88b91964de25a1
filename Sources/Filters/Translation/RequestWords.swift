/// How a language's speakers ask for a text in another language.
///
/// All words are in small letters; a verb is given by its beginning, so that "translat" stands for
/// "translate", "translated" and "translation".
struct RequestWords: Sendable {
  /// The ISO 639-1 code of the language of these words.
  let code: String
  /// Beginnings of words that ask for a translation.
  let translationVerbs: [String]
  /// Beginnings of words that ask for something said or written.
  let speechVerbs: [String]
  /// Words that make what follows the aim of a translation by themselves: "into French".
  let strongPrepositions: Set<String>
  /// Words that do so beside a verb of translation: "translate this to French".
  let prepositions: Set<String>
  /// Words that do so beside a verb of speech too: "answer in French".
  let inWords: Set<String>
  /// Words that may stand between such a word and the language's name.
  let fillers: Set<String>
  /// Words that join the names of several languages.
  let joins: Set<String>

  /// What English puts after a language's name: "the French word for harbour".
  static let nounsAfterName: Set<String> = [
    "translation", "translations", "version", "word", "words", "phrase", "phrases", "equivalent",
    "equivalents", "term", "terms",
  ]

  /// What makes a language's name that of a way to write: "in Latin script".
  static let writingNouns: Set<String> = ["script", "letters", "alphabet", "characters"]

  /// Names that are ordinary English words where they have no capital.
  static let commonWords: Set<String> = ["polish"]

  /// The languages in whose words requests are recognised.
  static let all = [
    RequestWords(
      code: "en", translationVerbs: ["translat"],
      speechVerbs: [
        "say", "said", "write", "written", "answer", "respond", "reply", "speak", "spell",
        "rewrite", "tell", "explain", "express", "call", "give", "compose", "convert", "put",
        "describe", "summar", "list", "create", "generate", "make", "provide",
      ],
      strongPrepositions: ["into"], prepositions: ["to"], inWords: ["in"],
      fillers: [
        "the", "a", "an", "modern", "formal", "informal", "simple", "plain", "standard", "correct",
        "proper", "fluent", "good", "brazilian", "european", "american", "british", "mexican",
        "latin", "canadian", "swiss", "simplified", "traditional", "mandarin", "old", "ancient",
        "both",
      ],
      joins: ["and", "or", "then"]),
    RequestWords(
      code: "de", translationVerbs: ["übersetz", "uebersetz"],
      speechVerbs: ["sag", "schreib", "antwort", "nenn", "heißt", "heisst", "formulier"],
      strongPrepositions: ["ins"], prepositions: ["in"], inWords: ["auf"],
      fillers: ["das", "die", "einfaches", "gutes", "modernes"], joins: ["und", "oder"]),
    RequestWords(
      code: "fr", translationVerbs: ["tradui", "traduc"],
      speechVerbs: ["dis", "dire", "dit", "écri", "répond", "exprim"], strongPrepositions: [],
      prepositions: ["vers"], inWords: ["en"], fillers: ["le", "l"], joins: ["et", "ou"]),
    RequestWords(
      code: "es", translationVerbs: ["traduc", "traduz", "tradúc"],
      speechVerbs: ["di", "dice", "decir", "escrib", "respond", "contest"], strongPrepositions: [],
      prepositions: ["al", "a"], inWords: ["en"], fillers: ["el"], joins: ["y", "e", "o"]),
    RequestWords(
      code: "it", translationVerbs: ["traduc", "traduz", "tradur"],
      speechVerbs: ["dici", "dire", "dice", "scriv", "rispond"], strongPrepositions: [],
      prepositions: [], inWords: ["in"], fillers: [], joins: ["e", "o"]),
    RequestWords(
      code: "pt", translationVerbs: ["tradu"],
      speechVerbs: ["diga", "dizer", "diz", "escrev", "respond"], strongPrepositions: [],
      prepositions: ["para"], inWords: ["em"], fillers: ["o"], joins: ["e", "ou"]),
    RequestWords(
      code: "nl", translationVerbs: ["vertal", "vertaal"],
      speechVerbs: ["zeg", "schrijf", "antwoord"], strongPrepositions: [],
      prepositions: ["naar"], inWords: ["in"], fillers: ["het"], joins: ["en", "of"]),
    RequestWords(
      code: "ru", translationVerbs: ["перевед", "перевест", "перевод"],
      speechVerbs: ["скаж", "сказать", "напиш", "ответ"], strongPrepositions: [],
      prepositions: [], inWords: ["на"], fillers: [], joins: ["и", "или"]),
  ]
}

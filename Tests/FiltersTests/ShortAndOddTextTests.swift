import Filters
import Records
import Testing

/// Texts as instruction data is full of, on which detectors guess wildly.
@Suite struct ShortAndOddTextTests {
  @Test(arguments: [
    "", " \n\t ", "4", "1, 2, 3, 5", "🙂🎉", "B", "Yes.", "No", "Paris", "Not spam", "Positive",
    "True", "x = 4", "$42", "N/A", "https://example.org/a/b?c=d", "someone@example.org",
    "www.example.org", "Emma, Liam, Olivia, Noah, Ava", "π", "α, β, γ", "3.14159",
  ])
  func textWithTooLittleEvidenceIsKeptAndUndetermined(_ text: String) throws {
    let judgement = try judgement(on: text)
    #expect(judgement.isKept)
    #expect(judgement.verdict.language == .undetermined)
    #expect(judgement.verdict.confidence == 0)
  }

  @Test(arguments: [
    "def area(width, height):\n    return width * height\n\nprint(area(3, 4))",
    "```python\nimport os\nfor name in os.listdir('.'):\n    print(name)\n```",
    "\\[ \\int_0^1 x^2 \\, dx = \\frac{1}{3} \\]",
    "$$\\sum_{k=1}^n k = \\frac{n(n+1)}{2}$$ so $n = 4$",
    "\\begin{align*} a &= b + c \\\\ d &= e \\end{align*}",
    "<div class=\"row\"><p>Total</p><br/></div>",
    "{\"name\": \"Alice\", \"age\": 30, \"tags\": [\"a\", \"b\"]}",
    "SELECT name, COUNT(*) FROM orders WHERE total > 100 GROUP BY name ORDER BY 2 DESC;",
    "THE QUICK BROWN FOX JUMPED OVER THE LAZY DOG AND RAN INTO THE WOODS.",
    "A. Escherichia coli\nB. Bacillus subtilis\nC. Salmonella enterica",
    "#include <stdio.h>\nint main(void) { printf(\"%d\", 42); return 0; }",
    "Translate the sentence \"The cat sleeps on the sofa\" into French, please.",
    "What does the Russian word \"спасибо\" mean, and how would you use it in a letter?",
    "The sign above the door of the shop said 欢迎光临, which means that you are welcome here.",
    "Albert Einstein, Marie Curie, Niels Bohr and Erwin Schrödinger",
    "Ludwig van Beethoven", "Ludwig van Beethoven, Leonardo da Vinci, Vincent van Gogh",
    "Miguel de Cervantes Saavedra, Don Quijote de la Mancha", "Nihon Ōtsutsuki Ōke",
    "Rio de Janeiro, São Paulo, Brasília", "Los Angeles, San Francisco, Las Vegas",
    "Nippon/Yamato's new imperial family?", "mov ah,4ch\nint 21h", "foo, bar, baz, qux",
    "Na, K, Ca, Mg, Fe, Zn", "Jan, Feb, Mar, Apr, May, Jun, Jul", "iPhone 13 Pro Max",
    "un-, re-, dis-", "-ing, -ed, -ly", "red green blue", "He met me.", "He sat on a mat.",
    "nasi goreng, rendang, satay", "pizza, pasta, gnocchi, risotto",
    "Chop garlic, dice onion, sauté.", "Boil pasta. Drain. Add sauce.", "dis is da bomb",
    "1. FreshBakeCo.com\n2. FreshBakeCo.co.kr\n3. FreshBakeCo.de\n4. FreshBakeCo.es",
    "Obama Meets Merkel", "Kevin Durant, Stephen Curry", "Lecture notes - Medical care. n.d.",
    "B-PER I-PER O O O", "sudo apt install nginx", "Write a haiku about snow.",
    "Translate 'good morning' to Spanish.", "Summarize: Der Prozess, by Franz Kafka",
  ])
  func correctEnglishCodeAndNotationAreKept(_ text: String) throws {
    let judgement = try judgement(on: text)
    #expect(judgement.isKept, "\(judgement.verdict.language): \(judgement.why)")
  }

  @Test(arguments: [
    ("J'aime beaucoup les pommes de mon jardin.", "fr"),
    ("Ich habe gestern einen Brief an meine Tante geschrieben.", "de"),
    ("Mañana vamos a la playa con nuestros amigos de la escuela.", "es"),
    ("ICH HABE GESTERN EINEN BRIEF AN MEINE TANTE GESCHRIEBEN.", "de"),
    ("Вчера мы с друзьями ходили в кино и ели мороженое.", "ru"),
    ("कल हम अपने दोस्तों के साथ बाज़ार गए थे और फल लाए।", "hi"),
  ])
  func foreignSentenceIsDroppedByName(_ text: String, _ language: String) throws {
    let judgement = try judgement(on: text)
    #expect(!judgement.isKept)
    #expect(judgement.verdict.language.description == language)
    #expect(try LanguageFilterTests.isKept(text, wanted: language))
  }

  /// Of the second the script is evidence enough, whichever of its languages it is in.
  @Test(arguments: [("J'aime les pommes.", "fr"), ("Спасибо за письмо.", "und")])
  func shortForeignSentencesAreNotTakenForEnglish(_ text: String, _ language: String) throws {
    let judgement = try judgement(on: text)
    #expect(!judgement.isKept)
    #expect(judgement.verdict.language.description == language)
  }

  @Test func anEnglishWordOrTwoMakeNoRussianTextEnglish() throws {
    let judgement = try judgement(
      on: "Hello! Вчера мы с друзьями ходили в кино и ели мороженое, а потом гуляли до утра.")
    #expect(!judgement.isKept)
    #expect(judgement.verdict.language.description == "ru")
  }

  /// Taken together, the fields would be English.
  @Test func aShortRussianAnswerToALongEnglishInstructionIsFound() throws {
    let instruction =
      "Tell me in a few words what the weather was like when you went out to the lake with your "
      + "friends on the last day of the summer, and what you did when the rain began."
    let found = try rejections([[(.user, instruction), (.assistant, "Было тепло и солнечно.")]])
    #expect(found.map(\.reason) == [.language])
    #expect(found.first?.detail.hasPrefix("response is ru") == true)
  }

  @Test func capitalsAreJudgedLikeSmallLetters() throws {
    let small = try judgement(on: "the ship left the harbour and nobody knew when it would be back")
    let large = try judgement(on: "THE SHIP LEFT THE HARBOUR AND NOBODY KNEW WHEN IT WOULD BE BACK")
    #expect(small.verdict.language == .english)
    #expect(large.verdict.language == .english)
  }
}

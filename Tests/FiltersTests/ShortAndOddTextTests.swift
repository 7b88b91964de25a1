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

  @Test func capitalsAreJudgedLikeSmallLetters() throws {
    let small = try judgement(on: "the ship left the harbour and nobody knew when it would be back")
    let large = try judgement(on: "THE SHIP LEFT THE HARBOUR AND NOBODY KNEW WHEN IT WOULD BE BACK")
    #expect(small.verdict.language == .english)
    #expect(large.verdict.language == .english)
  }
}

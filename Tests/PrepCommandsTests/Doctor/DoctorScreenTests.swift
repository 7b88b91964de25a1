import ByteIO
import TestSupport
import Testing

@testable import PrepCommands

/// What `prep doctor` shows, and the scripts that it prints.
@Suite struct DoctorScreenTests {
  private typealias Env = TestEnvironment
  private let path = "/env/bin/python"

  private func screen(_ findings: [Finding], colours: Bool = false) -> String {
    DoctorScreen(style: Style(isOn: colours), python: path).text([(.packages, findings)]).characters
  }

  private static let stranger = Finding(
    .fail, "evil\u{1B}[2J\nFAIL  fake", "a\u{202E}b\n\nc " + String(repeating: "x", count: 300),
    symptom: "\u{7}\u{9B}31m", reason: "r\r\n", mend: Mend(install: ["$(reboot)", "a;b", "ok-1"]))

  @Test func everyScreenFitsEightyColumns() throws {
    let table = try RuleTable.load()
    let rules = table.rules.map { Finding($0, "transformers 4.41.0, torch 2.13.0+cpu") }
    for text in [
      screen(rules), screen([Self.stranger]),
      FixScript.text(rules + [Self.stranger], python: path).characters,
      DoctorScreen(style: Style(isOn: false), python: path).text(table.rules).characters,
    ] {
      let lines = text.split(separator: "\n")
      #expect(lines.count > 5)
      for line in lines where !line.contains(" -c '") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test func strangersDriveNoTerminal() {
    for text in [screen([Self.stranger]), FixScript.text([Self.stranger], python: path).characters]
    {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
      #expect(!text.split(separator: "\n").contains { $0.hasPrefix("FAIL") })
    }
  }

  @Test func wordsSayHowItIsWithoutColours() {
    let findings = Finding.Status.allCases.map { Finding($0, "thing", "found") }
    let plain = screen(findings)
    for word in ["  ok    thing", "  note  thing", "  warn  thing", "  FAIL  thing"] {
      #expect(plain.contains(word), "\(plain)")
    }
    #expect(plain.contains("1 thing will fail, 1 warning."))
    let coloured = screen(findings, colours: true)
    #expect(coloured.contains("\u{1B}[31mFAIL"))
    #expect(screen([Finding(.ok, "a", "b")]).contains("Nothing is wrong."))
  }

  /// Every line is a comment or a command of those that are meant.
  @Test func theScriptHoldsNothingElse() throws {
    let table = try RuleTable.load()
    let rules = table.rules.map { Finding($0, "found") }
    let text = FixScript.text(rules + [Self.stranger], python: path).characters
    let whole = text.replacing(" \\\n", with: " ")
    let commands = whole.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(commands.count > 3)
    for command in commands {
      let known = ["/env/bin/python -m ", "prep ", "hf ", "nvidia-smi"]
      #expect(known.contains { command.hasPrefix($0) }, "\(command)")
      #expect(!command.contains("reboot") && !command.contains(";"), "\(command)")
    }
  }

  @Test func requirementsAreInstalledTogether() {
    let mends = [
      Mend(install: ["transformers>=4.43"]), Mend(install: ["tokenizers>=0.20,<0.21", "numpy"]),
      Mend(install: ["Transformers>=4.45"]), Mend(install: ["--force-reinstall", "torch"]),
      Mend(run: ["{python} -m bitsandbytes"]), Mend(run: ["{python} -m bitsandbytes"]),
    ]
    let commands = MendingCommands(mends, python: "/a b/python").commands.map {
      $0.joined(separator: " ")
    }
    #expect(
      commands == [
        "'/a b/python' -m pip install 'transformers>=4.43,>=4.45' 'tokenizers>=0.20,<0.21' numpy",
        "'/a b/python' -m pip install --force-reinstall torch", "'/a b/python' -m bitsandbytes",
      ])
  }

  @Test func nothingToMendIsSaid() {
    #expect(
      FixScript.text([Finding(.note, "a", "b", mend: Mend(run: ["x"]))], python: path)
        == "# Nothing to mend.\n")
  }

  @Test(arguments: [
    ("plain-1.0/x", "plain-1.0/x"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
    ("$(x)", "'$(x)'"), ("tokenizers<0.21", "'tokenizers<0.21'"), ("é", "'é'"),
  ])
  func wordsAreQuoted(word: String, quoted: String) {
    #expect(ShellText.quoted(word) == quoted)
  }

  @Test func goldenTextsAreThoseOfTiktoken() throws {
    let lines = try FileSystem.bytes(of: Fixtures.path("tokenizer/golden.jsonl"))
      .split(separator: 0x0A).map { try JSONReader(parsing: Array($0).span) }
    #expect(GoldenText.all.count >= 10)
    for golden in GoldenText.all {
      let line = try #require(
        try lines.first {
          try $0["kind"].string() == "text"
            && $0["text"].string().unicodeScalars.elementsEqual(golden.text.unicodeScalars)
        })
      let ids: [UInt32] = try line["ids"].elements().map { try $0.integer() }
      #expect(golden.ids == ids)
    }
  }

  @Test func aTokenizerThatIsNotThereFails() throws {
    var request = Examination.Request()
    request.tokenizer = "/nowhere/tokenizer.model"
    let examination = Examination(request, table: try RuleTable.load()) { _ in nil }
    #expect(DoctorCheck.tokenizer.run(examination).map(\.status) == [.fail])
    #expect(DoctorCheck.goldenIDs.run(examination).map(\.status) == [.note])
  }
}

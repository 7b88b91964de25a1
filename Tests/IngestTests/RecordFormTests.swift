import Ingest
import Records
import TestSupport
import Testing

/// Which form a record is of, what its messages are, and which source it names.
@Suite struct RecordFormTests {
  private static let pair: [Outcome.Turn] = [.init(.user, "q"), .init(.assistant, "a")]

  // MARK: Forms

  @Test func messages() throws {
    let line = #"""
      {"messages":[{"role":"system","content":"s"},{"role":"user","content":"q"},\#
      {"role":"assistant","content":"a"},{"role":"ipython","content":"i"},\#
      {"role":"tool","content":"t"}]}
      """#
    let turns: [Outcome.Turn] = [
      .init(.system, "s"), .init(.user, "q"), .init(.assistant, "a"), .init(.ipython, #""i""#),
      .init(.tool, #""t""#),
    ]
    #expect(try result(of: line) == .kept(.messages, turns))
  }

  @Test func conversations() throws {
    let line = #"""
      {"conversations":[{"from":"system","value":"s"},{"from":"human","value":"q"},\#
      {"from":"gpt","value":"a"},{"value":"q","from":"user"},\#
      {"from":"assistant","value":"a","weight":1},{"from":"model","value":"m"}]}
      """#
    let turns: [Outcome.Turn] =
      [.init(.system, "s")] + Self.pair + Self.pair + [.init(.assistant, "m")]
    #expect(try result(of: line) == .kept(.conversations, turns))
  }

  @Test(
    arguments: [
      (#"{"instruction":"q","response":"a"}"#, RecordForm.instructionResponse),
      (#"{"instruction":"q","output":"a"}"#, .alpaca),
      (#"{"prompt":"q","completion":"a"}"#, .promptCompletion),
      (#"{"question":"q","answer":"a"}"#, .questionAnswer),
      (#"{"inputs":"q","targets":"a"}"#, .inputsTargets),
    ])
  func pairs(_ line: String, _ form: RecordForm) throws {
    #expect(try result(of: line) == .kept(form, Self.pair))
  }

  @Test func text() throws {
    #expect(
      try result(of: #"{"text":" any text\n"}"#) == .kept(.text, [.init(.user, " any text\n")]))
  }

  @Test func alpacaPutsTheInputBehindTheInstruction() throws {
    let withInput = #"{"instruction":"q","input":"more","output":"a"}"#
    #expect(
      try result(of: withInput)
        == .kept(.alpaca, [.init(.user, "q\n\nmore"), .init(.assistant, "a")]))
    for input in ["null", #""""#, #""  ""#, #""\n\u3000""#] {
      let line = #"{"instruction":"q","input":\#(input),"output":"a"}"#
      #expect(try result(of: line) == .kept(.alpaca, Self.pair), "\(input)")
    }
  }

  @Test func theFirstFormInTheOrderIsTaken() throws {
    // One key-value list a form, in the order of the forms.
    let members = [
      #""messages":[{"role":"user","content":"q"}]"#,
      #""conversations":[{"from":"human","value":"q"}]"#,
      #""instruction":"q","response":"a""#,
      #""output":"a""#,
      #""prompt":"q","completion":"a""#,
      #""question":"q","answer":"a""#,
      #""text":"q""#,
      #""inputs":"q","targets":"a""#,
    ]
    for (index, form) in FormList.forms.enumerated() {
      var rest = Array(members[index...])
      if form == .alpaca { rest.insert(#""instruction":"q""#, at: 0) }
      for line in [
        "{\(rest.joined(separator: ","))}", "{\(rest.reversed().joined(separator: ","))}",
      ] {
        guard case .kept(form, _, _) = try result(of: line) else {
          Issue.record("\(form): \(line)")
          continue
        }
      }
    }
  }

  @Test func aFormWhoseKeyIsNullIsPassedOver() throws {
    let line = #"{"messages":null,"instruction":"q","response":null,"output":"a","text":"t"}"#
    #expect(try result(of: line) == .kept(.alpaca, Self.pair))
  }

  @Test func otherKeysAreIgnored() throws {
    let line = #"""
      {"id":7,"instruction":"q","tags":["x",{"y":[]}],"response":"a","quality_score":0.5,\#
      "instruction ":"x","Instruction":"x","responses":1,"":null,"tools":3}
      """#
    #expect(try result(of: line) == .kept(.instructionResponse, Self.pair))
  }

  @Test func everyLineIsTakenByItself() throws {
    let found = try outcomes(
      of: #"""
        {"text":"t"}
        {"question":"q","answer":"a"}
        {"prompt":"q","completion":"a"}
        """#)
    #expect(found.map(\.turns) == [[.init(.user, "t")], Self.pair, Self.pair])
  }

  // MARK: Texts

  @Test func escapesAreDecodedExactly() throws {
    let line = #"{"text":"\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\uDE00\u0000\u001f\u007f"}"#
    let text: [UInt8] =
      Array("\"\\/\u{8}\u{C}\n\r\tAé€😀".utf8) + [0x00, 0x1F, 0x7F]
    #expect(try result(of: line) == .kept(.text, [.init(.user, text)]))
  }

  @Test func textsAreCopiedByteForByte() throws {
    // Neither normalised nor trimmed: two spellings of é, an emoji of several scalars, noncharacters.
    let text = "  e\u{301} é 👩‍👩‍👧 \u{FEFF}\u{FFFF}\u{10FFFF}\u{2028}</s> "
    #expect(try result(of: "{\"text\":\"\(text)\"}") == .kept(.text, [.init(.user, text)]))
  }

  @Test func keysMayBeSpelledWithEscapes() throws {
    let line = #"{"\u0069nstruction":"q","respons\u0065":"a"}"#
    #expect(try result(of: line) == .kept(.instructionResponse, Self.pair))
  }

  @Test func longTextsComeOutWhole() throws {
    let text = String(repeating: "0123456789é", count: 100_000)
    #expect(try result(of: "{\"text\":\"\(text)\"}") == .kept(.text, [.init(.user, text)]))
  }

  // MARK: Sources

  @Test(
    arguments: [
      (#""source_dataset":"s""#, "s"), (#""source":"s""#, "s"),
      (#""source":"other","source_dataset":"s""#, "s"),
      (#""source":"s","source_dataset":null"#, "s"),
      (#""source":"s","source_dataset":3"#, "s"),
      (#""source_dataset":"","source":"other""#, ""),
      (#""source":["x"]"#, ""), (#""x":1"#, ""),
      (#""source":"other","source":"s""#, "s"), (#""source":"\u00e9 é""#, "é é"),
    ])
  func theSourceIsNamedByOneOfTwoKeys(_ members: String, _ source: String) throws {
    let line = #"{"text":"t",\#(members)}"#
    #expect(try result(of: line) == .kept(.text, [.init(.user, "t")], source: source))
  }

  @Test func sourcesAreToldApartByTheirBytes() throws {
    let lines = (0..<2000).map { #"{"text":"t","source":"s\#($0 % 700)"}"# }
    let options = ReadingSettings(batchByteCount: 1000)
    let found = try outcomes(of: lines.joined(separator: "\n"), options)
    #expect(found.map(\.source) == (0..<2000).map { "s\($0 % 700)" })
    let twins = try outcomes(
      of: "{\"text\":\"t\",\"source\":\"é\"}\n{\"text\":\"t\",\"source\":\"e\u{301}\"}")
    #expect(twins.map { Array($0.source.utf8).count } == [2, 3])
  }

  /// What other stages' tests and earlier reports call the forms.
  @Test func formsKeepTheirNamesAndPlaces() {
    #expect(
      FormList.forms.prefix(RecordForm.named.count).elementsEqual(RecordForm.named.map(\.form)))
    #expect(FormList.all.prefix(RecordForm.named.count).map(\.name) == RecordForm.named.map(\.name))
    for form in FormList.forms { #expect(RecordForm(rawValue: form.rawValue) == form) }
    #expect(Set(FormList.all.map(\.name)).count == FormList.all.count)
    #expect(FormList.name(of: RecordForm(number: 127, isPlainText: false)) == nil)
  }
}

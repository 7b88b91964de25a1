import ByteIO
import Pipeline
import Tokenizer

extension DoctorCheck {
  /// Whether texts get the ids that tiktoken gives them.
  static let goldenIDs = DoctorCheck(name: "golden_ids", title: "Golden ids") { examination in
    guard case .success(let loaded) = examination.tokenizer else {
      return [Finding(.note, "ids", "not compared: there is no tokenizer")]
    }
    guard loaded.isLlama3 else {
      return [Finding(.note, "ids", "not compared: they are known for Llama 3's tokenizer alone")]
    }
    var encoder = Encoder(vocabulary: loaded.vocabulary)
    let wrong = GoldenText.all.filter { golden in
      var tokens: [UInt32] = []
      encoder.encode(Array(golden.text.utf8).span, into: &tokens)
      return tokens != golden.ids
    }
    let count = GoldenText.all.count
    guard let first = wrong.first else {
      return [
        Finding(.ok, "ids", "\(count) of \(count) texts as tiktoken's", value: JSONValue(count))
      ]
    }
    return [
      Finding(
        .fail, "ids", "\(count - wrong.count) of \(count) texts as tiktoken's",
        value: JSONValue(count - wrong.count), symptom: "other ids for \(first.text.debugDescription)",
        reason: "this build of prep does not encode as it must on this machine",
        mend: Mend(advice: "Please report it, with the output of prep doctor --json."))
    ]
  }
}

/// A text and its ids, which tiktoken made: lines of `fixtures/tokenizer/golden.jsonl`.
struct GoldenText {
  let text: String
  let ids: [UInt32]

  static let all = [
    GoldenText(
      text: "The quick brown fox jumps over the lazy dog.",
      ids: [791, 4062, 14198, 39935, 35308, 927, 279, 16053, 5679, 13]),
    GoldenText(
      text: "'\u{17F}ektedir",
      ids: [6, 129, 123, 101673]),
    GoldenText(
      text: "I'll we'Re they'VE it'S 'sword 'Tis don\u{2019}t",
      ids: [40, 3358, 584, 50527, 814, 6, 4592, 433, 13575, 364, 80138, 364, 51, 285, 1541, 1431]),
    GoldenText(
      text: "x \n\n y",
      ids: [87, 4815, 379]),
    GoldenText(
      text: "  leading and trailing  ",
      ids: [220, 6522, 323, 28848, 256]),
    GoldenText(
      text: "a \r\n\r\n  b",
      ids: [64, 24226, 220, 293]),
    GoldenText(
      text: "\t\tif x:\n\t\t\treturn\n",
      ids: [197, 748, 865, 512, 298, 862, 198]),
    GoldenText(
      text: "\u{4ECA}\u{5929}\u{5929}\u{6C14}\u{5F88}\u{597D},\u{6211}\u{4EEC}\u{53BB}\u{516C}\u{56ED}\u{6563}\u{6B65}\u{5427}\u{3002}",
      ids: [110916, 36827, 102146, 101600, 53901, 11, 98739, 86436, 35417, 106143, 107471, 65782, 102445, 1811]),
    GoldenText(
      text: "\u{660}\u{661}\u{662}\u{663}\u{664}",
      ids: [109321, 109610, 110546, 117413, 124079]),
    GoldenText(
      text: "1234",
      ids: [4513, 19]),
    GoldenText(
      text: "<|eot_id|>",
      ids: [27, 91, 68, 354, 851, 91, 29]),
  ]
}

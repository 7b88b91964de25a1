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
      text:
        "\u{4ECA}\u{5929}\u{5929}\u{6C14}\u{5F88}\u{597D},\u{6211}\u{4EEC}\u{53BB}\u{516C}\u{56ED}\u{6563}\u{6B65}\u{5427}\u{3002}",
      ids: [
        110916, 36827, 102146, 101600, 53901, 11, 98739, 86436, 35417, 106143, 107471, 65782,
        102445, 1811,
      ]),
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

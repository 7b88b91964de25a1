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
        value: JSONValue(count - wrong.count),
        symptom: "other ids for \(first.text.debugDescription)",
        reason: "this build of prep does not encode as it must on this machine",
        mend: Mend(advice: "Please report it, with the output of prep doctor --json."))
    ]
  }
}

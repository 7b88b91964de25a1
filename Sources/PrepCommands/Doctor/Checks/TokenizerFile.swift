import ByteIO
import Pipeline

extension DoctorCheck {
  /// The tokenizer's file: whether it is there, and whether it is Llama 3's.
  static let tokenizer = DoctorCheck(name: "tokenizer", title: "Tokenizer") { examination in
    let path = examination.tokenizerPath
    guard FileSystem.exists(path) else { return [missing(path)] }
    switch examination.tokenizer {
    case .failure(let fault):
      return [
        Finding(
          .fail, "file", path, symptom: "prep: \(fault.message)",
          reason: "it is no tokenizer of the Llama 3 family, or damaged", mend: setup)
      ]
    case .success(let loaded):
      var findings = [
        Finding(.ok, "file", path, value: .string(path)),
        Finding(.ok, "sha256", loaded.sha256, value: .string(loaded.sha256)),
      ]
      if !loaded.isLlama3 {
        findings.append(
          Finding(
            examination.request.tokenizer == nil ? .fail : .warn, "vocabulary",
            "not Llama 3's: its tokens have other ids",
            reason: "the tokens of Llama 3 have the sha256 \(LoadedTokenizer.llama3SHA256)",
            mend: setup))
      }
      return findings
    }
  }

  private static let setup = Mend(
    run: ["prep setup"],
    advice: "Or give --tokenizer the directory of a Llama 3 model that has its tokenizer.")

  private static func missing(_ path: String) -> Finding {
    Finding(
      .fail, "file", "there is none at \(path)", symptom: "prep: no tokenizer at \(path)",
      reason: "the tokenizer may not be passed on with prep, and is fetched once", mend: setup)
  }
}

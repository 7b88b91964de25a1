import ByteIO

extension DoctorCheck {
  /// Whether files of gated models can be fetched: whether there is a token, which is never shown.
  static let hub = DoctorCheck(name: "hub", title: "Hugging Face Hub") { examination in
    let hub = examination.hub
    let directory = hub.directory ?? "none: neither HF_HOME nor HOME is set"
    var findings = [
      Finding(.ok, "cache", directory, value: hub.directory.map { .string($0) } ?? .null)
    ]
    if let origin = hub.tokenOrigin {
      findings.append(Finding(.ok, "token", "is set, by \(origin)", value: true))
    } else {
      findings.append(
        Finding(
          .note, "token", "none: gated models, Llama's own among them, cannot be fetched",
          value: false,
          mend: Mend(
            run: ["hf auth login"],
            advice: "First accept the licence on the model's page. Or set HF_TOKEN.")))
    }
    return findings
  }
}

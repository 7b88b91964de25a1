import ByteIO
import Glibc
import TestSupport
import Testing

@testable import PrepCommands

/// Models that fit the golden data set, and models that do not.
@Suite struct ModelCheckTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// A model's folder as Llama 3.1 Instruct has it, with `changes` made: files by name, nil for none.
  private func folder(_ changes: [String: String?] = [:], in name: String = "model") throws
    -> String
  {
    var files: [String: String?] = [
      "config.json":
        #"{"vocab_size":128256,"max_position_embeddings":131072,"eos_token_id":128001}"#,
      "generation_config.json": #"{"eos_token_id":[128001,128008,128009]}"#,
      "tokenizer_config.json": #"{"chat_template":"none that is known"}"#,
    ]
    files.merge(changes) { $1 }
    let path = directory.file(name)
    try FileSystem.makeDirectories(path)
    symlink(Fixtures.tokenizerPath, path + "/tokenizer.model")
    for case (let file, let text?) in files { try directory.write(text, to: "\(name)/\(file)") }
    return path
  }

  private func findings(
    _ model: String, data: String? = Fixtures.path("shards/golden"),
    variables: [String: String] = [:]
  ) throws -> [String: Finding] {
    var request = Examination.Request()
    request.model = model
    request.data = data
    request.tokenizer = Fixtures.tokenizerPath
    let examination = Examination(request, table: try RuleTable.load()) { variables[$0] }
    let found = DoctorCheck.model.run(examination)
    return Dictionary(found.map { ($0.subject, $0) }) { $1 }
  }

  @Test func aModelThatFits() throws {
    let found = try findings(folder())
    for subject in [
      "data set", "model", "tokenizer", "vocabulary", "padding id", "end of turn", "row length",
    ] {
      #expect(found[subject]?.status == .ok, "\(subject): \(String(describing: found[subject]))")
    }
    // Another text than the stock one's, which may render alike.
    #expect(found["template"]?.status == .warn)
  }

  @Test(arguments: [
    ("config.json", #"{"vocab_size":32000}"#, "vocabulary", Finding.Status.fail),
    ("config.json", "{}", "vocabulary", .warn),
    ("config.json", #"{"vocab_size":128256,"max_position_embeddings":8}"#, "row length", .warn),
    ("config.json", "{", "model", .fail),
    ("config.json", #"{"vocab_size":128256,"pad_token_id":128009}"#, "padding id", .fail),
    ("config.json", #"{"vocab_size":128256,"pad_token_id":128004}"#, "padding id", .ok),
    ("tokenizer_config.json", #"{"pad_token":"<|eot_id|>"}"#, "padding id", .fail),
    (
      "tokenizer_config.json", #"{"pad_token":{"content":"<|finetune_right_pad_id|>"}}"#,
      "padding id", .ok
    ),
    (
      "tokenizer_config.json",
      #"{"pad_token":"[PAD]","added_tokens_decoder":{"128255":{"content":"[PAD]"}}}"#, "padding id",
      .fail
    ),
    ("generation_config.json", #"{"eos_token_id":128001}"#, "end of turn", .fail),
    ("generation_config.json", #"{"eos_token_id":128009}"#, "end of turn", .ok),
    ("generation_config.json", "{}", "end of turn", .fail),
    ("generation_config.json", #"{"eos_token_id":["a",-1,128009]}"#, "end of turn", .ok),
    ("tokenizer_config.json", "{}", "template", .warn),
    (
      "tokenizer_config.json", #"{"chat_template":[{"name":"default","template":"x"}]}"#,
      "template", .warn
    ),
  ])
  func aFileOfIt(name: String, text: String, subject: String, status: Finding.Status) throws {
    let finding = try findings(folder([name: text]))[subject]
    #expect(finding?.status == status, "\(String(describing: finding))")
  }

  @Test func aTokenizerOfAnotherKind() throws {
    let path = try folder()
    unlink(path + "/tokenizer.model")
    #expect(try findings(path)["tokenizer"]?.status == .warn)
    try directory.write(#"{"model":{"type":"Unigram"}}"#, to: "model/tokenizer.json")
    let finding = try #require(try findings(path)["tokenizer"])
    #expect(finding.status == .fail && finding.text == "not of Llama 3's family")
  }

  @Test func withoutADataSetABuildIsCompared() throws {
    let found = try findings(folder(), data: nil)
    #expect(found["tokenizer"]?.status == .ok && found["row length"] == nil)
    #expect(found["end of turn"]?.status == .ok)
  }

  @Test func whatIsNoDataSetFails() throws {
    let found = try findings(folder(), data: directory.file("none"))
    #expect(found["data set"]?.status == .fail)
  }

  @Test(arguments: [
    (#"{"merges":["a b"]}"#, false), (#"{"merges": [ ["a","b"]]}"#, true),
    (#"{"merges":[]}"#, false),
    (#"{"a":"merges","merges":[["a","b"]]}"#, true), (#"{"merges""#, false), ("", false),
  ])
  func pairedMergesAreTold(text: String, isPaired: Bool) throws {
    let path = try folder(["tokenizer.json": text])
    let model = try #require(ModelFolder(path, hub: HubCache { _ in nil }))
    #expect(model.hasPairedMerges == isPaired)
  }

  // MARK: The Hub's cache

  private func cached(revision: String) throws -> [String: String] {
    let model = "hub/models--meta-llama--Llama-3.1-8B"
    try directory.write(revision, to: "\(model)/refs/main")
    _ = try folder(in: "\(model)/snapshots/0123abcd")
    return ["HF_HOME": directory.path]
  }

  @Test func aNameIsFoundInTheCache() throws {
    let found = try findings("meta-llama/Llama-3.1-8B", variables: cached(revision: "0123abcd\n"))
    #expect(found["model"]?.status == .ok)
    #expect(found["model"]?.text.hasSuffix("snapshots/0123abcd") == true)
    #expect(found["vocabulary"]?.status == .ok)
  }

  @Test(arguments: ["../../../..", "/etc", "", "ffff", "0123abcd/../.."])
  func aReferenceThatIsNoneLeadsNowhere(_ revision: String) throws {
    let found = try findings("meta-llama/Llama-3.1-8B", variables: cached(revision: revision))
    #expect(found["model"]?.status == .warn)
    #expect(found["vocabulary"] == nil)
  }

  @Test func aPathThatIsNotThereFails() throws {
    #expect(try findings("./none")["model"]?.status == .fail)
    #expect(try findings("../none/model")["model"]?.status == .fail)
  }

  @Test func theTokenIsNeverShown() throws {
    let secret = "hf_secret"
    try directory.write(secret, to: "token")
    for variables in [["HF_TOKEN": secret], ["HF_HOME": directory.path]] {
      let examination = Examination(.init(), table: try RuleTable.load()) { variables[$0] }
      let findings = DoctorCheck.hub.run(examination)
      #expect(findings.contains { $0.subject == "token" && $0.status == .ok })
      let text = JSONWriter.line(DoctorDocument.json([(.hub, findings)], python: "python3"))
      #expect(!text.contains(secret))
    }
    try directory.write("", to: "token")
    #expect(HubCache { ["HF_HOME": directory.path][$0] }.tokenOrigin == nil)
  }
}

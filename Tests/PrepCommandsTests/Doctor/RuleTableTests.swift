import ByteIO
import TestSupport
import Testing

@testable import PrepCommands

/// The table as it is: complete, and found by what users see.
@Suite struct RuleTableTests {
  let table: RuleTable

  init() throws { table = try RuleTable.load() }

  private static let facts: Set<String> = [
    "@gpu", "@driver-cuda", "@compute", "@torch-build", "@torch-cuda", "@python", "@merges",
  ]

  @Test func isTheFile() throws {
    let path = Fixtures.repositoryRoot + "/Sources/PrepCommands/Doctor/rules.json"
    #expect(try FileSystem.bytes(of: path) == PackageResources.rules_json)
  }

  @Test func everyRuleSaysAllThatItMust() {
    #expect(table.rules.count >= 30)
    #expect(Set(table.rules.map(\.id)).count == table.rules.count)
    for rule in table.rules {
      #expect(!rule.symptom.isEmpty && !rule.reason.isEmpty && !rule.mend.isEmpty, "\(rule.id)")
      #expect(rule.conditions != nil || !rule.matches.isEmpty, "\(rule.id) can never be found")
      for condition in rule.conditions ?? [] {
        #expect(
          condition.subject.hasPrefix("@")
            ? Self.facts.contains(condition.subject)
            : condition.subject == PackageName.normalized(condition.subject), "\(rule.id)")
      }
      for word in rule.mend.install where !word.hasPrefix("--") {
        #expect(Requirement(word) != nil, "\(rule.id): \(word)")
      }
    }
    for package in table.packages {
      #expect(package.name == PackageName.normalized(package.name))
    }
  }

  /// The rows of the matrix that `prep` serves first.
  @Test(arguments: [
    "torch", "transformers", "tokenizers", "accelerate", "peft", "bitsandbytes", "datasets", "trl",
    "tensorboard", "wandb", "huggingface-hub", "scipy", "langdetect",
  ])
  func everyRowOfTheMatrixIsLookedAt(_ name: String) {
    #expect(table.packages.contains { $0.name == name })
  }

  @Test(arguments: [
    (
      "ValueError: `rope_scaling` must be a dictionary with two fields, `type` and `factor`, got {'factor': 8.0}",
      "llama31-rope-scaling"
    ),
    (
      "ImportError: tokenizers>=0.20,<0.21 is required for a normal functioning of this module, but found tokenizers==0.21.0.",
      "requirement-refused"
    ),
    ("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB", "out-of-memory"),
    ("401 Client Error: Unauthorized for url: https://huggingface.co/…", "hub-401"),
    (
      "ImportError: cannot import name 'AutoModel' from 'transformers' (unknown location)",
      "cannot-import-automodel"
    ),
    (
      "cannot import name 'AutoModelForCausalLM' from\n    'transformers'",
      "cannot-import-automodel"
    ),
    (
      "TypeError: SFTTrainer.__init__() got an unexpected keyword argument 'max_seq_length'",
      "trl-max-seq-length-argument"
    ),
    (
      "TypeError: SFTConfig.__init__() got an unexpected keyword argument 'max_seq_length'",
      "trl-max-length"
    ),
    (
      "RuntimeError: cuda is REQUIRED but not available for bitsandbytes",
      "bitsandbytes-without-gpu"
    ),
    (
      "ERROR: torchvision 0.23.0 requires torch==2.8.0, but you have torch 2.4.0 which is incompatible.",
      "torch-other-version"
    ),
    ("RuntimeError: operator torchvision::nms does not exist", "torchvision-nms"),
    ("ERROR: ResolutionImpossible: for help visit", "tokenizers-unresolvable"),
    // As a shell leaves it, which takes the quotation marks away.
    ("rope_scaling must be a dictionary with two fields", "llama31-rope-scaling"),
    ("rope_scaling must be a dictionary", "llama31-rope-scaling"),
  ])
  func aMessageIsFound(message: String, id: String) {
    #expect(table.rules(answeringTo: message).map(\.id).first == id)
  }

  @Test func everySymptomFindsItsRule() {
    for rule in table.rules where !rule.matches.isEmpty && !rule.symptom.contains("…") {
      let found = table.rules(answeringTo: rule.symptom + " " + rule.matches[0])
      #expect(found.contains(rule), "\(rule.id)")
    }
  }

  @Test(arguments: ["", "Segmentation fault", "KeyError: 'text'"])
  func anUnknownMessageFindsNothing(_ message: String) {
    #expect(table.rules(answeringTo: message) == [])
  }

  @Test(arguments: [
    ("{}", "packages is missing"),
    (
      #"{"packages":[],"enforced":[],"rules":[{"id":"a","package":"b","severity":"ok"}]}"#,
      "rules[0].severity"
    ),
    (
      #"{"packages":[],"enforced":[],"rules":[{"id":"a","package":"b","when":{"c":"4"}}]}"#,
      "rules[0].when.c"
    ),
    (#"{"packages":[{"name":"a","module":"a","absence":"x","use":""}]}"#, "packages[0].absence"),
  ])
  func aFaultNamesItsPlace(text: String, place: String) throws {
    let error = #expect(throws: JSONError.self) {
      try RuleTable(JSONReader(parsing: Array(text.utf8).span))
    }
    #expect("\(error!)".contains(place), "\(error!)")
  }
}

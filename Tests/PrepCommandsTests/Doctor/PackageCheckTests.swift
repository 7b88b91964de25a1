import ByteIO
import GPUFeeder
import TestSupport
import Testing

@testable import PrepCommands

/// What is found of packages, by rules and by what they state themselves.
@Suite struct PackageCheckTests {
  private typealias Env = TestEnvironment

  @Test(arguments: [
    ([("transformers", "4.42.4")], "llama31-rope-scaling"),
    ([("transformers", "4.46.3"), ("torch", "2.6.0")], "rng-state-weights-only"),
    ([("peft", "0.14.0"), ("transformers", "4.42.4")], "peft-encoder-decoder-cache"),
    ([("peft", "0.17.1"), ("transformers", "5.0.0")], "peft-hybrid-cache"),
    ([("bitsandbytes", "0.45.0"), ("triton", "3.2.0")], "bitsandbytes-triton-ops"),
    ([("trl", "0.13.0")], "trl-max-seq-length-argument"),
    ([("trl", "1.16.0")], "trl-max-length"),
    ([("tensorboard", "2.18.0"), ("setuptools", "84.2.1")], "tensorboard-pkg-resources"),
    ([("tensorboard", "2.18.0")], "tensorboard-without-setuptools"),
    ([("langdetect", "1.0.9")], "langdetect-unseeded"),
  ])
  func aRuleHolds(packages: [(String, String)], id: String) throws {
    let examination = try Env.examination(packages.map { Env.package($0.0, $0.1) })
    #expect(examination.rules().contains(id))
  }

  @Test(arguments: [
    [("transformers", "4.43.0")], [("transformers", "4.46.3"), ("torch", "2.4.0+cu118")],
    [("transformers", "4.47.0"), ("torch", "2.13.0")], [("trl", "0.12.2")],
    [("peft", "0.18.0"), ("transformers", "5.0.0")],
    [("peft", "0.15.2"), ("transformers", "4.57.1")],
    [("bitsandbytes", "0.45.1"), ("triton", "3.2.0")],
    [("tensorboard", "2.21.0"), ("setuptools", "84.2.1")],
    [("tensorboard", "2.18.0"), ("setuptools", "81.0.0")],
  ])
  func whatFitsHasNoRule(packages: [(String, String)]) throws {
    let examination = try Env.examination(
      packages.map { Env.package($0.0, $0.1) }, devices: Env.device())
    #expect(examination.rules().filter { $0 != "trainer-tokenizer-argument" } == [])
  }

  @Test(arguments: [
    ("2.4.0+cpu", [], "8.0", "12.4", ["torch-without-cuda"]),
    ("2.4.0+cu118", [], "8.0", "11.8", []),
    ("2.4.0+cu121", [], "8.0", "11.8", ["driver-too-old-12"]),
    ("2.4.0", ["nvidia-cuda-runtime-cu12 (==12.1.105)"], "8.0", "11.8", ["driver-too-old-12"]),
    ("2.4.0", ["nvidia-cuda-runtime-cu12 (==12.1.105)"], "8.0", "12.0", []),
    ("2.10.0", ["nvidia-cuda-runtime==13.0.96"], "8.0", "12.8", ["driver-too-old-13"]),
    ("2.4.0+cu121", [], "7.5", "12.4", ["no-bf16"]),
  ])
  func torchAndDeviceAreCompared(
    version: String, needs: [String], compute: String, cuda: String, ids: [String]
  ) throws {
    let examination = try Env.examination(
      [Env.package("torch", version, needs)], devices: Env.device(compute, cuda: cuda))
    #expect(examination.rules() == ids)
  }

  @Test func withoutAGPUTorchIsNotBlamed() throws {
    for outcome in [DeviceSurvey.Outcome.noDevice, .noDriver(.usage("none"))] {
      let examination = try Env.examination([Env.package("torch", "2.4.0+cpu")], devices: outcome)
      #expect(examination.rules() == [])
    }
  }

  // MARK: Requirements

  private static let transformers = TestEnvironment.package(
    "transformers", "4.46.3",
    [
      "filelock", "tokenizers <0.21,>=0.20", "numpy >=1.17", "rich ; extra == 'dev'",
      "pywin32 ; sys_platform == 'win32'", "not a requirement at all",
    ])

  @Test func aRequirementThatIsEnforcedFails() throws {
    let examination = try Env.examination([
      Self.transformers, Env.package("tokenizers", "0.21.0"), Env.package("numpy", "2.2.6"),
      Env.package("filelock", "3"),
    ])
    let findings = DoctorCheck.requirements.run(examination)
    #expect(findings.map(\.status) == [.fail])
    #expect(
      findings[0].symptom
        == "ImportError: tokenizers>=0.20,<0.21 is required for a normal functioning of this module, "
        + "but found tokenizers==0.21.0")
    #expect(findings[0].mend.install == ["tokenizers>=0.20,<0.21"])
  }

  @Test func anotherRequirementIsAWarning() throws {
    let examination = try Env.examination([
      Env.package("datasets", "3.2.0", ["fsspec[http]<=2024.9.0,>=2023.1.0"]),
      Env.package("fsspec", "2026.9.0"),
    ])
    let findings = DoctorCheck.requirements.run(examination)
    #expect(findings.map(\.status) == [.warn])
    #expect(findings[0].text.contains("fsspec[http]>=2023.1.0,<=2024.9.0"))
  }

  @Test func whatIsMissingIsNamedInOneFinding() throws {
    let examination = try Env.examination([Self.transformers])
    let findings = DoctorCheck.requirements.run(examination)
    #expect(findings.map(\.status) == [.fail])
    #expect(findings[0].text == "4.46.3 needs filelock, tokenizers, numpy, not installed")
    #expect(findings[0].mend.install == ["transformers"])
  }

  /// What a version needs that is to be replaced binds nobody.
  @Test func aPackageThatIsReplacedBringsItsOwn() throws {
    let examination = try Env.examination([
      Env.package("transformers", "4.41.0", ["tokenizers<0.20,>=0.19", "tqdm"]),
      Env.package("tokenizers", "0.21.0"),
    ])
    let findings = DoctorCheck.requirements.run(examination)
    #expect(findings.map(\.status) == [.fail, .fail])
    #expect(findings.map(\.mend.install) == [["transformers"], ["transformers"]])
    let all = findings + DoctorCheck.packages.run(examination).filter { $0.rule != nil }
    let commands = MendingCommands(all.map(\.mend), python: "python").commands
    #expect(commands == [["python", "-m", "pip", "install", "'transformers>=4.43'"]])
  }

  /// pip cannot keep a package at its version and replace it.
  @Test func aPackageThatDoesNotFitIsNotHeldOnTo() throws {
    let examination = try Env.examination([
      Env.package("transformers", "4.46.3", ["huggingface-hub<1.0"]),
      Env.package("huggingface_hub", "2.4.0", ["httpx2"]),
    ])
    let findings = DoctorCheck.requirements.run(examination)
    let commands = MendingCommands(findings.map(\.mend), python: "python").commands
    #expect(commands == [["python", "-m", "pip", "install", "'huggingface-hub<1.0'"]])
    // Both of its findings name it.
    #expect(findings.map(\.mend.install) == [["huggingface-hub<1.0"], ["huggingface-hub"]])
  }

  /// Two steps away from a package of the table; and one that no such package needs.
  @Test func onlyWhatTrainersNeedIsLookedAt() throws {
    let examination = try Env.examination([
      Env.package("wandb", "0.31.0", ["Sentry_SDK"]),
      Env.package("sentry-sdk", "2", ["urllib3<2"]), Env.package("urllib3", "2.8.0"),
      Env.package("unrelated", "1", ["numpy<1", "nothing"]),
    ])
    let findings = DoctorCheck.requirements.run(examination)
    #expect(findings.map(\.subject) == ["sentry-sdk"])
  }

  @Test func packagesThatNeedEachOtherAreNoEndlessLoop() throws {
    let examination = try Env.examination([
      Env.package("torch", "2", ["triton"]), Env.package("triton", "3", ["torch"]),
    ])
    #expect(DoctorCheck.requirements.run(examination).map(\.status) == [.ok])
  }

  // MARK: Installations

  @Test func theFirstOfTwoPlacesCounts() throws {
    let examination = try Env.examination([
      Env.package("transformers", "4.46.3", in: "/user"),
      Env.package("Transformers", "4.41.0", in: "/system"),
    ])
    #expect(examination.rules() == [])
    #expect(examination.faults(.packages).allSatisfy { $0.subject != "transformers" })
  }

  @Test func halfInstallationsAreFound() throws {
    let examination = try Env.examination([
      Env.package("transformers", "4.46.3"), Env.package("transformers", "4.44.0"),
      Env.package("trl", "0.12.2", lacksModule: true),
      Env.package("peft", "0.1", metadata: "~eft-0.1.dist-info"),
    ])
    let texts = examination.faults(.packages).map { "\($0.subject): \($0.text)" }
    #expect(texts.contains("transformers: installed twice in one place: 4.46.3, 4.44.0"))
    #expect(texts.contains("trl: its metadata is there, its files are not"))
    #expect(texts.contains { $0.hasPrefix("leftovers: 1 of interrupted installations") })
    #expect(examination.packages["peft"] == nil)
  }

  @Test func versionsThatWereAskedForAreCompared() throws {
    var request = Examination.Request()
    request.expected = ["torch==2.4.0", "torch==2.4.0+cu118", "trl==0.12.2"].compactMap {
      Requirement($0)
    }
    let examination = try Env.examination(
      [Env.package("torch", "2.4.0+cu121")], devices: .noDevice, request)
    let findings = DoctorCheck.packages.run(examination).filter { $0.text.contains("asked for") }
    #expect(findings.map(\.status) == [.ok, .warn, .warn])
    #expect(findings[1].text == "torch==2.4.0+cu118 was asked for, and 2.4.0+cu121 is there")
    #expect(findings[2].text == "trl==0.12.2 was asked for, and none is there")
  }

  @Test func anotherVersionOfThePackageIsSaid() throws {
    let examination = try Env.examination([Env.package("prep_feeder", "0.0.1")])
    #expect(
      examination.faults(.packages).contains { $0.subject == "prep-feeder" && $0.status == .warn })
  }
}

import ByteIO
import Glibc
import TestSupport
import Testing

@testable import PrepCommands

/// Interpreters that are there, broken, hanging or hostile; one after the other, since ends of
/// programs are told to the whole process.
@Suite(.serialized) struct PythonProbeTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// An interpreter that is a shell script.
  private func script(_ body: String) throws -> String {
    let path = try directory.write("#!/bin/sh\n" + body + "\n", to: "python")
    chmod(path, 0o755)
    return path
  }

  private func ask(_ path: String, milliseconds: Int = 20_000) throws -> PythonEnvironment {
    try PythonProbe.ask(path, modules: [:], milliseconds: milliseconds) { name in
      getenv(name).map { String(cString: $0) }
    }
  }

  private func refusal(_ path: String, milliseconds: Int = 20_000) throws -> PythonProbe.Refusal {
    try #require(
      throws: PythonProbe.Refusal.self
    ) { try ask(path, milliseconds: milliseconds) }
  }

  @Test func aRealOneAnswers() throws {
    let python = try ask("python3")
    #expect(PackageVersion(python.version) != nil)
    #expect(python.markers["sys_platform"] == "linux")
    #expect(python.executable.hasPrefix("/"))
  }

  @Test func whatIsNotThereIsSaid() throws {
    #expect(try refusal(directory.file("none")).isMissing)
    #expect(try refusal("no-such-interpreter") == .init(isMissing: true, text: "is not in PATH"))
    let plain = try directory.write("text", to: "plain")
    #expect(try refusal(plain).text.contains("cannot be started: Permission denied"))
    #expect(try refusal(directory.path).text.contains("cannot be started"))
  }

  @Test func oneThatFailsIsQuoted() throws {
    let path = try script("echo noise >&2; echo 'Fatal Python error: no encodings' >&2; exit 1")
    #expect(try refusal(path).text == "ended with status 1: Fatal Python error: no encodings")
    #expect(try refusal(script("kill -SEGV $$")).text.hasPrefix("was ended by signal 11"))
    #expect(try refusal(script("exit 0")).text == "ended without an answer")
    #expect(try refusal(script("echo hello")).text == "ended without an answer")
  }

  @Test func oneThatHangsIsEnded() throws {
    let mark = directory.file("alive")
    // What it has started is ended too, though it holds both pipes open.
    let path = try script("(sleep 1000; touch '\(mark)') & sleep 1000")
    #expect(
      try refusal(path, milliseconds: 300).text == "gave no answer within 0 seconds and was ended")
    let left = try script("sleep 1000 &\nexit 3")
    #expect(try refusal(left).text == "ended with status 3")
  }

  @Test func oneThatPrintsWithoutEndIsEnded() throws {
    #expect(try refusal(script("exec yes")).text.contains("printed more than 32 MiB"))
    // Errors without end are left out, and do not keep it from its answer.
    let path = try script("head -c 1000000 /dev/zero >&2; exec python3 \"$@\"")
    #expect(try ask(path).executable.hasPrefix("/"))
  }

  @Test func whatElseIsPrintedIsPassedOver() throws {
    let path = try script("echo 'usercustomize says hello'; exec python3 \"$@\"")
    #expect(try ask(path).markers["os_name"] == "posix")
  }

  @Test(arguments: [
    "", "null", "[]", "{}", #"{"version":3}"#, #"{"version":"3","executable":"","prefix":"","#,
    #"{"version":"3","executable":"","prefix":"","markers":{},"packages":[{"name":1}],"unreadable":0}"#,
    #"{"version":"3","executable":"","prefix":"","markers":{},"packages":[],"unreadable":-1}"#,
    String(repeating: "[", count: 2000),
  ])
  func anAnswerThatIsNoneIsRefused(_ text: String) throws {
    let path = try script("printf '\\036%s' '\(text)'")
    let said = try refusal(path).text
    #expect(
      said.contains("without an answer") || said.contains("an answer that is none"), "\(said)")
  }

  /// Before Python 3.8 there is no way to list packages.
  @Test func anOldOneIsSaidToBeOld() throws {
    let answer =
      #"{"version":"3.7.16","executable":"/old","prefix":"/","markers":{},"packages":[],"unreadable":0}"#
    let path = try script("printf '\\036%s' '\(answer)'")
    var request = Examination.Request()
    request.python = path
    let examination = Examination(request, table: try RuleTable.load()) { _ in nil }
    let findings = DoctorCheck.python.run(examination)
    #expect(findings.last?.text == "cannot be listed: that takes Python 3.8 or later")
    #expect(DoctorCheck.packages.run(examination) == [])
    #expect(DoctorCheck.requirements.run(examination) == [])
  }

  @Test(arguments: [
    (["--python"], "/given", "--python"),
    (["VIRTUAL_ENV", "PREP_PYTHON"], "/v/bin/python", "VIRTUAL_ENV"),
    (["CONDA_PREFIX"], "/c/bin/python", "CONDA_PREFIX"), (["PREP_PYTHON"], "/p", "PREP_PYTHON"),
    ([], "python3", "PATH"),
  ])
  func theActiveEnvironmentIsTaken(set: [String], name: String, origin: String) {
    let values = ["VIRTUAL_ENV": "/v", "CONDA_PREFIX": "/c", "PREP_PYTHON": "/p"]
    let choice = PythonChoice.find(set.contains("--python") ? "/given" : nil) {
      set.contains($0) ? values[$0] : nil
    }
    #expect(choice == PythonChoice(name: name, origin: origin))
  }

  /// One that the user names must be there; that there is none at all is no fault.
  @Test func noPythonIsANoteUnlessItWasNamed() throws {
    var examination = Examination(.init(), table: try RuleTable.load()) {
      $0 == "PATH" ? "/nowhere" : nil
    }
    #expect(DoctorCheck.python.run(examination).map(\.status) == [.note])
    examination = Examination(.init(), table: try RuleTable.load()) {
      $0 == "VIRTUAL_ENV" ? "/nowhere" : nil
    }
    #expect(DoctorCheck.python.run(examination).map(\.status) == [.fail])
  }
}

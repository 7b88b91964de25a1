import ByteIO
import Foundation
import TestSupport
import Testing

@testable import PrepCommands

/// Configurations that someone made to do harm: each is an error, soon.
@Suite struct HostileConfigurationTests {
  private func fault(_ yaml: String) throws -> String {
    let directory = try TemporaryDirectory()
    let path = try directory.write(yaml, to: "prep.yaml")
    do {
      return "\(try ConfigurationFile.expand(["build", "--config", path]))"
    } catch {
      return "\(error)"
    }
  }

  /// A key that stands for 9^14 values is compared with the others.
  @Test func aliasesThatMultiplyAreRefused() throws {
    var yaml = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for (last, name) in zip("abcdefghijklm", "bcdefghijklmn") {
      yaml += "\(name): &\(name) [" + (0..<9).map { _ in "*\(last)" }.joined(separator: ",") + "]\n"
    }
    #expect(try fault(yaml + "? *n\n: 1\n").contains("expected at most 8 aliases"))
  }

  @Test(arguments: ["[", "{", "- ", "? ", "[{a: "])
  func deepNestingIsNotValid(_ opening: String) throws {
    let yaml = "seed:\n" + String(repeating: opening, count: 1_000_000 / opening.utf8.count)
    #expect(try fault(yaml).contains("not valid YAML"))
  }

  @Test func manyValuesAreRefused() throws {
    let map = (0..<1025).map { "a\($0): b" }.joined(separator: ", ")
    #expect(try fault("map: {\(map)}").contains(":1: map: expected at most 1024 values"))
    let long = "seed: " + String(repeating: "a", count: 1 << 20)
    #expect(try fault(long).contains("1048576"))
  }

  @Test func asterisksThatAreNoAliasesAreNotCounted() throws {
    let list = (0..<50).map { "- \"*.\($0)\"" }.joined(separator: "\n")
    #expect(try !fault("where: 'a == \"* * *\"'\nmap:\n" + list).contains("aliases"))
  }
}

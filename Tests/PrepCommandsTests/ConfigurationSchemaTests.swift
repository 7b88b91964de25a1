import ByteIO
import Filters
import Ingest
import Pipeline
import TestSupport
import Testing

@testable import PrepCommands

/// The schema of configuration files knows every option of `prep build`.
///
/// That it judges files as `prep` does is tested with a validator: Tests/System/schemas.
@Suite struct ConfigurationSchemaTests {
  private static var properties: [String: JSONValue] {
    Dictionary(
      uniqueKeysWithValues: ConfigurationSchema.document.member("properties").members
        .map { ($0.key, $0.value) })
  }

  @Test func everyOptionIsInTheSchema() {
    let options = CommandOptions.all(of: BuildCommand.self)
    #expect(options.count > 45)
    #expect(Set(Self.properties.keys) == Set(options.map(\.name)))
  }

  @Test func everyValueHasASyntax() {
    for option in CommandOptions.all(of: BuildCommand.self)
    where option.kind != .flag && option.choices.isEmpty {
      #expect(
        ConfigurationSchema.syntax(of: option) != nil, "--\(option.name) <\(option.valueName)>")
    }
  }

  @Test func boundsAreThoseOfTheOptions() {
    #expect(Self.properties["level"]?.member("maximum") == 19)
    #expect(Self.properties["max-depth"]?.member("maximum") == 4096)
    #expect(Self.properties["sequence-length"]?.member("maximum") == 1_048_576)
    #expect(Self.properties["threads"]?.member("maximum") == 1024)
    #expect(Self.properties["seed"]?.member("maximum") == .unsigned(.max))
  }

  @Test(arguments: [
    ("seed: [1]", "a list of 1"), ("seed: [1, 2]", "a list of 2"), ("seed: {a: 1}", "a mapping"),
    ("output: [a, b]", "a list of 2"),
  ])
  func aListForAnOptionOfOneValueIsAnError(yaml: String, found: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("level: 3\n" + yaml, to: "prep.yaml")
    let fault = try #require(throws: Fault.self) {
      _ = try ConfigurationFile.expand(["build", "--config", path])
    }
    #expect(fault.kind == .usage)
    #expect(fault.message.contains("prep.yaml:2: "), "\(fault)")
    #expect(fault.message.contains("expected one value, found \(found): write `"), "\(fault)")
  }

  @Test func listsAreJoinedOrRepeatedWhereTheOptionTakesSeveral() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("language: [en, de]\ncap: [a=1, b=2]\n", to: "prep.yaml")
    let arguments = try ConfigurationFile.expand(["build", "--config", path])
    #expect(arguments.suffix(3) == ["--language=en,de", "--cap=a=1", "--cap=b=2"])
  }
}

import ByteIO
import TestSupport
import Testing

@testable import PrepCommands

/// Versions, specifiers and markers as Python's packaging judges them: `Tools/make-version-golden.py`.
@Suite struct VersionTests {
  let golden: JSONReader

  init() throws {
    let bytes = try FileSystem.bytes(of: Fixtures.path("doctor/versions.json"))
    golden = try JSONReader(parsing: bytes.span)
  }

  @Test func ordersVersions() throws {
    let versions = try golden.texts("versions")
    let below: [Int] = try golden["below"].elements().map { try $0.integer() }
    #expect(versions.count > 50 && below.count == versions.count)
    let parsed = try versions.map { try #require(PackageVersion($0), "\($0)") }
    for (index, version) in parsed.enumerated() {
      #expect(parsed.count { $0 < version } == below[index], "\(versions[index])")
    }
  }

  @Test func meetsSpecifiers() throws {
    let versions = try golden.texts("versions")
    let met = try golden.texts("met")
    for (index, text) in try golden.texts("specifiers").enumerated() {
      let specifier = try #require(VersionSpecifier(text), "\(text)")
      let found = versions.map { specifier.isMet(by: $0) ? "y" : "n" }.joined()
      for (place, pair) in zip(found, met[index]).enumerated() {
        #expect(pair.0 == pair.1, "\(versions[place]) \(text)")
      }
    }
  }

  @Test func refusesWhatIsNone() throws {
    for text in try golden.texts("bad_versions") { #expect(PackageVersion(text) == nil, "\(text)") }
    for text in try golden.texts("bad_specifiers") {
      #expect(VersionSpecifier(text) == nil, "\(text)")
    }
    for text in try golden.texts("bad_markers") {
      #expect(EnvironmentMarker(text) == nil, "\(text)")
    }
    #expect(PackageVersion("99999999999999999999999") == nil)
    #expect(EnvironmentMarker(String(repeating: "(", count: 100_000)) == nil)
  }

  @Test func evaluatesMarkers() throws {
    var values: [String: String] = [:]
    for member in try golden["environment"].members() {
      values[member.key] = try member.reader.string()
    }
    let markers = try golden["markers"].members()
    #expect(markers.count > 20)
    for member in markers {
      let marker = try #require(EnvironmentMarker(member.key), "\(member.key)")
      let expected = try member.reader.boolean()
      #expect(marker.holds(in: values) == expected, "\(member.key)")
    }
  }

  @Test(arguments: [
    ("tokenizers<0.21,>=0.20", "tokenizers", "tokenizers>=0.20,<0.21"),
    ("tokenizers (<0.21,>=0.20)", "tokenizers", "tokenizers>=0.20,<0.21"),
    (
      "huggingface_hub[cli, fast] >=0.23 ; python_version < '4'", "huggingface-hub",
      "huggingface_hub[cli,fast]>=0.23"
    ),
    ("Foo.Bar-baz", "foo-bar-baz", "Foo.Bar-baz"),
    ("thing @ https://example.org/thing.whl", "thing", "thing"),
  ])
  func readsRequirements(text: String, name: String, shown: String) throws {
    let requirement = try #require(Requirement(text))
    #expect(requirement.normalizedName == name)
    #expect(requirement.text == shown)
  }

  @Test(arguments: [
    "", "-r", "a b", "a;rm -rf", "$(reboot)", "a[", "a[b", "a[;]", "a==", "a (==1", "ä", "a;",
  ])
  func refusesRequirements(_ text: String) {
    #expect(Requirement(text) == nil)
  }
}

import ByteIO
import Filters
import Ingest
import Planner
import Records
import Testing
import Tokenizer

@testable import Pipeline

/// Every option that a data set's bytes depend on is in the record of the build, and is read back.
@Suite struct RecordedOptionsTests {
  /// Options that differ from the defaults in every recorded member.
  private func changedOptions() throws -> BuildOptions {
    var options = BuildOptions(inputs: ["in"], output: "", tokenizerPath: "")
    options.filters[LanguageOptions.self] = try LanguageOptions(
      wanted: ["de", "en"], minimumConfidence: 1, fields: .response, policy: .translation)
    options.filters[QualityOptions.self] = try QualityOptions(
      maximumRepeatedLines: 0.25, maximumRepeatedWords: 1)
    options.filters[LineCountOptions.self].maximum = 40
    options.filters[LengthBounds.self] = try LengthBounds(minimum: 3, maximum: 9)
    options.conversation = ConversationOptions(
      template: .llama3, trainOn: .last, specialTokens: .allow, reasoning: .last, date: "1 Jan 2025"
    )
    options.reading.unitByteCount = 4096
    options.reading.maximumLineByteCount = 1000
    options.reading.maximumDepth = 7
    options.reading.map = try FieldMap(["response=a.text"])
    options.reading.system = "Be brief."
    options.reading.unread = .reject
    options.reading.condition = try RecordCondition("q >= 2")
    options.layout.plan.sequenceLength = 64
    options.layout.plan.packing = .concat
    options.layout.plan.overlong = .split
    options.layout.plan.filters[ExactDuplicates.self].kind = .exact
    options.layout.plan.filters[SourceCaps.self].caps = [SourceCap(source: "a=b", recordCount: 5)]
    options.layout.plan.validation = .millionths(5000)
    options.layout.plan.firstValidationInput = 1
    options.layout.plan.isShuffled = false
    options.layout.plan.seed = .max
    options.layout.rowsPerShard = 8
    options.layout.level = 9
    return options
  }

  /// Known by the hash of a file alone, so that they cannot be read back.
  private static let hashed = ["reject_patterns", "pattern_fields", "language_engine"]

  private func record(_ options: BuildOptions) -> [JSONValue.Member] {
    options.record(options.layout).members
  }

  @Test func everyOptionIsReadBack() throws {
    let changed = record(try changedOptions())
    let defaults = record(BuildOptions(inputs: [], output: "", tokenizerPath: ""))
    #expect(changed.map(\.key) == defaults.map(\.key))
    #expect(Set(changed.map(\.key)).count == changed.count)
    for (changed, standard) in zip(changed, defaults) where !Self.hashed.contains(changed.key) {
      #expect(changed.value != standard.value, "this test leaves \(changed.key) as it is")
    }
    for members in [changed, defaults] {
      let text = JSONWriter.pages(.object(members))
      let reader = try JSONReader(parsing: Array(text.utf8).span)
      let back = try BuildOptions(
        record: JSONReader(value: reader.value, path: "options"), inputs: [])
      #expect(JSONWriter.pages(.object(record(back))) == text)
    }
  }

  /// A record of this version with one member more, fewer or other than it writes is refused.
  @Test func otherRecordsAreRefused() throws {
    let members = record(try changedOptions())
    func read(_ members: [JSONValue.Member]) throws {
      _ = try BuildOptions(
        record: JSONReader(value: .object(members), path: "options"), inputs: [])
    }
    try read(members)
    for index in members.indices {
      var others = members
      others.remove(at: index)
      #expect(throws: JSONError.self, "\(members[index].key)") { try read(others) }
      for value in [JSONValue.object([]), .string("\u{1}"), .number(-1.5)] {
        others = members
        others[index].value = value
        // Any text may be a system prompt or a date.
        if case .string = value, ["system", "date"].contains(others[index].key) { continue }
        // An empty map is one.
        if case .object = value, others[index].key == "map" { continue }
        #expect(throws: JSONError.self, "\(members[index].key): \(value)") { try read(others) }
      }
    }
    #expect(throws: JSONError.self) { try read(members + [.init("of_a_later_version", 1)]) }
  }

  @Test func rangesAreSaidByTheFlagsName() throws {
    var layout = LayoutOptions()
    layout.plan.sequenceLength = 0
    let fault = try #require(layout.firstFault)
    #expect(fault.flag == "--sequence-length")
    #expect(fault.fault == "expects 1 to 1048576, found 0")
    #expect(LayoutOptions().firstFault == nil)
    #expect(ReadingOptions().firstFault == nil)
  }

  @Test func filesThatOnlyTheirHashStandsForAreNamed() throws {
    var options = BuildOptions(inputs: [], output: "", tokenizerPath: "")
    #expect(FilterOptions.nameOfHashedFile(in: record(options)) == nil)
    options.filters[QualityOptions.self] = try QualityOptions(
      patterns: try PatternList(Array("a phrase\n".utf8), path: "list", sha256: "00"))
    #expect(FilterOptions.nameOfHashedFile(in: record(options)) == "reject_patterns")
    #expect(throws: JSONError.self) {
      try BuildOptions(
        record: JSONReader(value: .object(record(options)), path: "options"), inputs: [])
    }
  }

  @Test func everyFilterHasItsPlaceInTheFunnel() {
    #expect(Funnel.coversEveryReason)
    let names = Funnel(recordCount: 0, rejected: [:], tokenCount: 0, rejectedTokens: [:]).report
    guard case .array(let rows) = names else { return }
    let stages = rows.map { $0.member("after") }
    for stage in FilterList.recordFilters.map({ $0.stage })
      + FilterList.tokenFilters.map({ $0.stage })
    {
      #expect(stages.contains(.string(stage.name)), "\(stage.name)")
    }
  }
}

import ByteIO
import Planner
import Records
import TestSupport
import Testing

@testable import Pipeline
@testable import Shards

/// What the tasks of a build decide against the plan that holds all records in one table.
@Suite struct LayoutTwinTests {
  /// Options that decide on the whole.
  struct Case: CustomTestStringConvertible, Sendable {
    var packing = PlanOptions.Packing.bestFit
    var overlong = PlanOptions.OverlongPolicy.drop
    var duplicates = ExactDuplicates.Kind.none
    var caps: [SourceCap] = []
    var validation = ValidationShare.off
    var isShuffled = true
    var hasValidationFile = false
    var seed: UInt64 = 0

    var testDescription: String { "\(self)" }

    func apply(to plan: inout PlanOptions) {
      plan.packing = packing
      plan.overlong = overlong
      plan.filters[ExactDuplicates.self].kind = duplicates
      plan.filters[SourceCaps.self].caps = caps
      plan.validation = validation
      plan.isShuffled = isShuffled
      plan.seed = seed
    }
  }

  static let cases: [Case] = [
    Case(), Case(seed: 5), Case(isShuffled: false),
    Case(packing: .none, overlong: .truncate, duplicates: .exact),
    Case(packing: .none, overlong: .split, isShuffled: false),
    Case(overlong: .split, duplicates: .exact, seed: 2), Case(overlong: .split, isShuffled: false),
    Case(packing: .concat, seed: 3), Case(packing: .concat, overlong: .truncate, isShuffled: false),
    Case(caps: [SourceCap(source: "s1", recordCount: 11)]),
    Case(
      duplicates: .exact,
      caps: [
        SourceCap(source: "s1", recordCount: 0), SourceCap(source: "s2", recordCount: 20),
        SourceCap(source: "s2", recordCount: 9), SourceCap(source: "s0", recordCount: 1000),
      ], validation: .records(25), seed: 4),
    Case(validation: .records(3)), Case(validation: .records(100_000)),
    Case(duplicates: .exact, validation: .records(0)),
    Case(packing: .concat, validation: .records(40)),
    Case(overlong: .split, validation: .millionths(200_000), isShuffled: false),
    Case(duplicates: .exact, hasValidationFile: true),
    Case(
      packing: .concat, caps: [SourceCap(source: "s1", recordCount: 5)], hasValidationFile: true,
      seed: 1),
  ]

  private static let text: String = {
    let turns = (0..<40).map {
      #"{"role":"user","content":"q\#($0)"},{"role":"assistant","content":"a\#($0)"}"#
    }
    let long = #"{"messages":["# + turns.joined(separator: ",") + "]}\n"
    return TestBuild.records(90) + long + TestBuild.records(140, from: 60) + long
  }()

  @Test(arguments: cases)
  func whatTasksDecideIsThePlan(options: Case) throws {
    let build = try TestBuild(Self.text)
    options.apply(to: &build.options.layout.plan)
    build.options.keepsParts = true
    if options.hasValidationFile {
      build.options.validationInput = try build.directory.write(
        Array(TestBuild.records(50, from: 130).utf8), to: "validation.jsonl")
    }
    try build.run()
    let output = OutputDirectory(build.output)
    let twin = try Self.twin(output, build.options.layout.plan, options)
    let plan = try PlanFile(path: output.plan.path)
    try plan.forEachRecord { number, record in
      let expected: PlanRecord.Disposition =
        switch twin.fates[number] {
        case .kept(let split): .kept(split: Int(split.rawValue))
        case .rejected(let reason): .rejected(reason)
        }
      #expect(record.disposition == expected)
    }
    #expect(plan.recordCount == twin.fates.count)
    for (number, name) in plan.splitNames.enumerated() {
      let split = try #require(Plan.Split.allCases.first { $0.name == name })
      #expect(try plan.rowPlan(split: number) == twin[split])
    }
    let dropped = twin.fates.contains { $0 == .rejected(.duplicate) || $0 == .rejected(.cap) }
    #expect(dropped || (options.duplicates == .none && options.caps.isEmpty))
  }

  /// The plan of all records of the kept parts.
  private static func twin(
    _ output: OutputDirectory, _ plan: PlanOptions, _ options: Case
  ) throws -> Plan {
    var facts = FactTable(columns: [.contentHash, .promptHash])
    let places = try output.partReceipts().map { output.part($0.unit) }
    let parts = try PartSet(places, columns: facts.columns) { facts.append($0, words: $1) }
    var sources = SourceTable()
    for unit in parts.units {
      let numbers = unit.sourceNames.map { sources.number(of: $0) }
      for record in unit.records { facts[record].source = numbers[Int(facts[record].source)] }
    }
    var cuts: [UInt32: ConversationCuts] = [:]
    if plan.overlong == .split {
      var tokens = RecordTokens()
      for (record, fact) in facts.rows.enumerated() where fact.tokenCount > plan.sequenceLength {
        try parts.readTokens(ofRecord: record, into: &tokens)
        cuts[UInt32(record)] = ConversationCuts(
          tokens.exchanges, spans: tokens.spans, tokenCount: fact.tokenCount)
      }
    }
    let start = (0..<parts.recordCount).first { parts.place(ofRecord: $0).file == 1 }
    return try Planner(plan).plan(
      facts, sourceNames: sources.names, cuts: cuts,
      validationStart: options.hasValidationFile ? start : nil)
  }

  /// Nothing depends on how many units a task takes together.
  @Test(arguments: [1, 2, 7, 1000])
  func groupsOfAnySizeMakeTheSame(unitsPerGroup: Int) throws {
    let build = try TestBuild(Self.text)
    build.options.layout.plan.filters[ExactDuplicates.self].kind = .exact
    build.options.layout.plan.overlong = .split
    build.options.layout.plan.validation = .records(20)
    try build.run()
    let other = try TestBuild(Self.text)
    other.options.layout = build.options.layout
    // Their names stand among the rejected records.
    other.options.inputs = build.options.inputs
    other.options.unitsPerGroup = unitsPerGroup
    try other.run()
    for (name, bytes) in try build.contents() where name != "manifest.json" {
      #expect(try other.contents()[name] == bytes, "\(name)")
    }
  }
}

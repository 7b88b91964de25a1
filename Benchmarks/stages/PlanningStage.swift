import ByteIO
import Ingest
import Pipeline
import Planner
import Records
import Shards
import Tokenizer

/// The plan of 640,000 records with the lengths and sources of a file's records, which repeat, and
/// beside it sorting and copying as many facts.
enum PlanningStage {
  private static let recordCount = 640_000

  static func measure(_ path: String, tokenizer: String, rounds: Int) throws {
    let (facts, sourceNames) = try facts(of: path, tokenizer: tokenizer)
    var validated = PlanOptions()
    validated.validation = .millionths(5000)
    var distinct = validated
    distinct.filters[ExactDuplicates.self].kind = .exact
    var timings = Timings()
    var rows = 0
    var tokens = 0
    // The first round warms up and is not counted.
    for round in 0...rounds {
      if round == 1 { timings = Timings() }
      timings.beginRound()
      let plan = try timings.time("plan") {
        try Planner(PlanOptions()).plan(facts, sourceNames: sourceNames)
      }
      rows = plan.train.rowCount
      tokens = plan.train.pieces.reduce(0) { $0 + Int($1.tokenCount) }
      _ = try timings.time("plan, --validation 0.5%") {
        try Planner(validated).plan(facts, sourceNames: sourceNames)
      }
      _ = try timings.time("plan, --validation 0.5% --dedup exact") {
        try Planner(distinct).plan(facts, sourceNames: sourceNames)
      }
      _ = timings.time("sorting as many hashes") { facts.words(of: .promptHash).sorted() }
      _ = timings.time("copying the facts") { facts.rows.map { $0 } }
    }
    let places = rows * PlanOptions().sequenceLength
    print(
      "plan: \(facts.count) records, \(tokens) of \(places) places used, "
        + "\(decimal(100 * Double(tokens) / Double(places), places: 2)) %")
    for name in [
      "plan", "plan, --validation 0.5%", "plan, --validation 0.5% --dedup exact",
      "sorting as many hashes", "copying the facts",
    ] {
      let milliseconds = timings.median { $0(name) } * 1000
      print(pad(name, to: 44), decimal(milliseconds, places: 1), "ms")
    }
  }

  /// The plan as a build makes it, of the parts in a directory: read and verified, then planned.
  static func measureParts(_ directory: String, rounds: Int) throws {
    let places = try FileSystem.names(in: directory).filter { $0.hasSuffix(".part") }.sorted()
      .map { FilePlace(directory + "/" + $0) }
    var timings = Timings()
    var recordCount = 0
    // The first round warms up and is not counted.
    for round in 0...rounds {
      if round == 1 { timings = Timings() }
      timings.beginRound()
      let planner = Planner(PlanOptions())
      var facts = FactTable(columns: planner.columns, capacity: recordCount)
      let parts = try timings.time("parts read") {
        try PartSet(places, columns: planner.columns) { facts.append($0, words: $1) }
      }
      recordCount = parts.recordCount
      _ = try timings.time("planned") { try planner.plan(facts) }
    }
    let seconds = timings.median { $0("parts read") + $0("planned") }
    print(
      "plan of \(recordCount) records from \(places.count) parts: "
        + "\(decimal(seconds * 1000, places: 1)) ms, of which "
        + "\(decimal(timings.median { $0("parts read") } * 1000, places: 1)) ms for reading the parts"
    )
  }

  private static func facts(
    of path: String, tokenizer: String
  ) throws -> (facts: FactTable, sourceNames: [String]) {
    let vocabulary = try LoadedTokenizer(path: tokenizer).vocabulary
    var encoder = ConversationEncoder(vocabulary: vocabulary)
    var tokens = TokenBatch()
    var known: [RecordFacts] = []
    var names: [String] = []
    try TemplateStage.forEachUnit(of: try InputCatalog.list([path])) { batches in
      for index in batches.indices where known.count < recordCount {
        tokens.removeAll()
        encoder.encode(&batches[index], into: &tokens)
        for record in tokens.records {
          let conversation = batches[index].records[record.index]
          known.append(
            RecordFacts(
              origin: conversation.origin, tokenCount: UInt32(record.tokens.count),
              trainedTokenCount: UInt32(record.trainedTokenCount),
              templateTokenCount: UInt32(record.templateTokenCount), firstTrainedToken: 1,
              promptLanguage: .undetermined, responseLanguage: .undetermined,
              source: UInt32(conversation.source), form: conversation.form))
        }
        names = batches[index].sourceNames
      }
    }
    // All different, as records of a filtered corpus are: only their lengths repeat.
    var state: UInt64 = 1
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    }
    var facts = FactTable(columns: Planner(PlanOptions()).columns, capacity: recordCount)
    for number in 0..<recordCount {
      facts.append(known[number % known.count], words: [next(), next(), next()])
    }
    return (facts, names)
  }
}

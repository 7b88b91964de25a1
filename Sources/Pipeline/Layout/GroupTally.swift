import ByteIO
import Planner
import Records
import Shards
import Tokenizer

/// What the records of one group count for in the report.
struct GroupTally {
  let opened: GroupFacts
  let decided: GroupPlan
  let run: LayoutRun

  private struct Languages: Hashable {
    var prompt: LanguageCode
    var response: LanguageCode

    init(_ prompt: LanguageCode, _ response: LanguageCode) {
      self.prompt = prompt
      self.response = response
    }
  }

  private var plan: Plan { decided.plan }
  private var facts: [RecordFacts] { opened.facts.rows }

  /// Adds everything but the rejected records, which are counted where they are written.
  func add(to tally: inout Tally) throws(Fault) {
    let facts = facts
    let shares = try shares()
    let hasLanguages = run.provenance.hasLanguages
    var languages: [Languages: Int] = [:]
    var forms: [RecordForm: Int] = [:]
    var rejectedTokens: [RejectionReason: Int] = [:]
    for (record, fact) in facts.enumerated() {
      let tokenCount = Int(fact.tokenCount)
      tally.add(tokenCount, to: .soundTokens)
      guard case .kept(let split) = plan.fates[record] else {
        guard case .rejected(let reason) = plan.fates[record] else { continue }
        rejectedTokens[reason, default: 0] += tokenCount
        if reason == .tooLong { tally.add(1, to: .tooLong, tokenCount) }
        continue
      }
      tally.add(1, to: .recordsKept)
      tally.add(1, to: split == .train ? .trainRecords : .validationRecords)
      tally.add(tokenCount, to: .keptTokens)
      forms[fact.form, default: 0] += 1
      add(fact, shares.isEmpty ? nil : shares[record], to: &tally)
      if hasLanguages {
        languages[Languages(fact.promptLanguage, fact.responseLanguage), default: 0] += 1
      }
      if !decided.repeats.isEmpty, decided.repeats.contains(UInt32(record)) {
        tally.add(1, to: .repeatedRecords)
      }
    }
    for (form, count) in forms { tally.add(count, to: .forms, String(form.number)) }
    for (reason, count) in rejectedTokens {
      tally.add(count, to: .rejectedTokens, reason.rawValue)
    }
    for (pair, count) in languages {
      tally.add(count, to: .languages, "\(pair.prompt)/\(pair.response)")
    }
    addLengths(to: &tally)
    for division in plan.divisions.values {
      tally.add(1, to: .splitRecords)
      tally.add(division.parts.count, to: .splitParts)
    }
    addSources(shares, to: &tally)
    try addMeasures(to: &tally)
  }

  private func add(_ fact: RecordFacts, _ share: RowShare?, to tally: inout Tally) {
    tally.add(share?.templateTokenCount ?? Int(fact.templateTokenCount), to: .templateTokens)
    tally.add(Int(fact.notes.omittedTextCount), to: .omittedTexts)
    tally.add(Int(fact.notes.untrainedTurnCount), to: .untrainedTurns)
    tally.add(Int(fact.notes.thoughtCount), to: .thoughts)
    tally.add(Int(fact.notes.emptyThoughtCount), to: .emptyThoughts)
    guard let share else { return }
    tally.add(share.lostTokenCount, to: .lostTokens)
    if share.lostTokenCount > 0 { tally.add(1, to: .truncatedRecords) }
    tally.add(
      share.tokenCount + share.lostTokenCount - Int(fact.tokenCount), to: .repeatedTokens)
  }

  /// Lengths of kept records before anything is cut, and of what of them stands in rows, each token
  /// once.
  private func addLengths(to tally: inout Tally) {
    let longest = Int(facts.map(\.tokenCount).max() ?? 0)
    var whole = [Int](repeating: 0, count: longest + 1)
    var placed = whole
    for (record, fact) in facts.enumerated() where plan.isKept(record) {
      whole[Int(fact.tokenCount)] += 1
      let lost =
        plan.divisions.isEmpty ? 0 : plan.divisions[UInt32(record)]?.lostTokenCount ?? 0
      placed[Int(plan.tokenCount(of: fact) - lost)] += 1
    }
    for (length, count) in whole.enumerated() where count > 0 {
      tally.add(count, to: .kept, length)
    }
    for (length, count) in placed.enumerated() where count > 0 {
      tally.add(count, to: .placed, length)
    }
  }

  /// What stands in rows of the kept records that are not there whole and once, by record.
  private func shares() throws(Fault) -> [Int: RowShare] {
    let turns = ChatTemplate(rawValue: run.provenance.template.name)?.turns
    var shares: [Int: RowShare] = [:]
    var record = RecordTokens()
    for (number, fact) in facts.enumerated()
    where plan.isKept(number)
      && (fact.tokenCount > plan.tokenLimit
        || (!plan.divisions.isEmpty && plan.divisions[UInt32(number)] != nil))
    {
      try opened.parts.readTokens(ofRecord: number, into: &record)
      shares[number] = RowShare(of: record, fact, number: number, in: plan, turns: turns)
    }
    return shares
  }

  private func addSources(_ shares: [Int: RowShare], to tally: inout Tally) {
    var figures = [SourceFigures.Figures](
      repeating: SourceFigures.Figures(), count: opened.sourceNames.count)
    for (record, fact) in facts.enumerated() where plan.isKept(record) {
      let share = shares.isEmpty ? nil : shares[record]
      figures[Int(fact.source)] += SourceFigures.Figures(
        records: 1, tokens: share?.tokenCount ?? Int(fact.tokenCount),
        trainedTokens: share?.trainedTokenCount ?? Int(fact.trainedTokenCount))
    }
    for (name, own) in zip(opened.sourceNames, figures) where own.records > 0 {
      tally.add(own.records, to: .sourceRecords, name)
      tally.add(own.tokens, to: .sourceTokens, name)
      tally.add(own.trainedTokens, to: .sourceTrainedTokens, name)
    }
  }

  private func addMeasures(to tally: inout Tally) throws(Fault) {
    for (unit, place) in opened.parts.places.enumerated() {
      let first = opened.parts.units[unit].records.lowerBound
      try PartReader(place).forEachMeasuredRecord { (record, measures, hits) throws(Fault) in
        guard plan.isKept(first + record) else { return }
        tally.add(Int(measures.textByteCount), to: .textBytes)
        tally.add(Int(measures.textTokenCount), to: .textTokens)
        tally.add(Int(measures.toolCallCount), to: .toolCalls)
        tally.add(measures.definesTools ? 1 : 0, to: .recordsWithTools)
        for hit in hits { tally.add(Int(hit.count), to: .specialTokenHits, String(hit.token)) }
      }
    }
  }
}

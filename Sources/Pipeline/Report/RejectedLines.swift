import ByteIO
import Planner
import Records
import Shards

/// Writes the lines of `rejected/` for one group: every record that is not kept, with its place and
/// the reason, in the order of the input.
///
/// The fields of a line are documented in docs/REASONS.md.
struct RejectedLines: ~Copyable {
  private let inputPaths: [String]
  private var table: TableWriter
  private var pending: [UInt8] = []
  // Counted by their own values, since names take time to compare.
  private var counts: [RejectionReason: (records: Int, bytes: Int)] = [:]
  private var rules: [String: Int] = [:]
  private var forms: [RecordForm?: Int] = [:]

  /// Lines are held until they have this many bytes.
  private static let sectionByteCount = 1 << 20

  init(_ place: FilePlace, inputPaths: [String]) throws(Fault) {
    self.inputPaths = inputPaths
    table = try TableWriter(place, LayoutTable.rejected.kind)
  }

  /// A record that the parts hold as rejected, or one that the plan dropped.
  private struct Dropped {
    var place: PartSet.Place
    var verdict: Verdict
    var form: RecordForm?
    var more: [JSONValue.Member]
  }

  /// Writes all rejected records of a group.
  mutating func write(
    _ opened: GroupFacts, _ decided: GroupPlan, _ run: LayoutRun
  ) throws(Fault) {
    for (number, unit) in opened.parts.units.enumerated() {
      try run.stop.check(resumes: true)
      let part = try PartReader(opened.parts.places[number])
      var dropped = try droppedByPlan(opened, decided, unit, part)[...]
      try part.forEachRejection { (rejected) throws(Fault) in
        let place = opened.parts.place(of: rejected.rejection.origin, inUnit: number)
        while let next = dropped.first, next.place.precedes(place) {
          try write(next)
          dropped.removeFirst()
        }
        try write(
          Dropped(
            place: place, verdict: rejected.rejection.verdict, form: rejected.rejection.form,
            more: Self.raw(rejected.raw, of: place)))
      }
      for next in dropped { try write(next) }
    }
  }

  private func droppedByPlan(
    _ opened: GroupFacts, _ decided: GroupPlan, _ unit: PartSet.Unit, _ part: PartReader
  ) throws(Fault) -> [Dropped] {
    let records = unit.records.filter { record in
      if case .rejected = decided.plan.fates[record] { true } else { false }
    }
    let first = unit.records.lowerBound
    let withRaw = records.filter { decided.winner(over: $0) == nil }
    var raw =
      withRaw.isEmpty
      ? [] : try part.rawBytes(ofRecords: withRaw.map { $0 - first })[...]
    return records.compactMap { record in
      let place = opened.parts.place(ofRecord: record)
      let winner = decided.winner(over: record)
      let verdict = decided.plan.verdict(on: record, opened.facts[record]) { _ in
        winner.map { "\(inputPaths[Int($0.file)]):\($0.line)" } ?? ""
      }
      guard let verdict else { return nil }
      var more: [JSONValue.Member] = []
      if let winner {
        more.append(
          .init(
            "winner",
            [
              "file": .string(inputPaths[Int(winner.file)]), "line": JSONValue(winner.line),
              "byte_offset": JSONValue(winner.byteOffset),
            ]))
      } else if let bytes = raw.popFirst() ?? nil {
        more = Self.raw(bytes, of: place)
      }
      let content = opened.facts.contentHash(of: record)
      let hash = Hash128(low: content.low, high: content.high)
      more.append(.init("content_hash", .string(hash.description)))
      return Dropped(place: place, verdict: verdict, form: opened.facts[record].form, more: more)
    }
  }

  private static func raw(_ bytes: [UInt8], of place: PartSet.Place) -> [JSONValue.Member] {
    let isCut = UInt64(bytes.count) < place.byteCount
    var members: [JSONValue.Member] = []
    if let text = text(bytes, isCut: isCut) {
      members.append(.init("raw", .string(text)))
    } else {
      members.append(.init("raw_base64", .string(Base64.encode(bytes))))
    }
    if isCut { members.append(.init("raw_is_cut", true)) }
    return members
  }

  /// The bytes as text where they are UTF-8; the limit may have cut their last character.
  private static func text(_ bytes: [UInt8], isCut: Bool) -> String? {
    for dropped in 0...(isCut ? 3 : 0) {
      if let text = String(validating: bytes.dropLast(dropped), as: UTF8.self) { return text }
    }
    return nil
  }

  private mutating func write(_ dropped: Dropped) throws(Fault) {
    let (place, verdict) = (dropped.place, dropped.verdict)
    counts[verdict.reason, default: (0, 0)].records += 1
    counts[verdict.reason, default: (0, 0)].bytes += Int(clamping: place.byteCount)
    forms[dropped.form, default: 0] += 1
    if let rule = verdict.rule { rules[rule, default: 0] += 1 }
    let line = JSONWriter.line(
      .object(
        [
          .init("file", .string(inputPaths[Int(place.file)])),
          .init("line", JSONValue(place.line)),
          .init("byte_offset", JSONValue(place.byteOffset)),
          .init("byte_count", JSONValue(place.byteCount)),
          .init("reason", .string(verdict.reason.rawValue)),
          .init("detail", .string(verdict.detail)),
        ] + dropped.more))
    pending += line.utf8
    pending.append(UInt8(ascii: "\n"))
    if pending.count >= Self.sectionByteCount { try closeSection() }
  }

  /// The rejected records, by reason, rule and form.
  var tally: Tally {
    var tally = Tally()
    for (reason, own) in counts {
      tally.add(own.records, to: .rejected, reason.rawValue)
      tally.add(own.bytes, to: .rejectedBytes, reason.rawValue)
    }
    for (rule, count) in rules { tally.add(count, to: .qualityRules, rule) }
    for (form, count) in forms {
      tally.add(count, to: .rejectedForms, form.map { String($0.number) } ?? "none")
    }
    return tally
  }

  private mutating func closeSection() throws(Fault) {
    guard !pending.isEmpty else { return }
    try table.append(pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// Makes the table appear under its name.
  consuming func finish() throws(Fault) {
    try closeSection()
    try table.finish()
  }
}

extension PartSet.Place {
  fileprivate func precedes(_ other: PartSet.Place) -> Bool {
    (file, line) < (other.file, other.line)
  }
}

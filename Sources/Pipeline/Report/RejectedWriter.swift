import ByteIO
import Planner
import Records
import Shards

/// Writes `rejected/`: every record that is not kept, with its place and the reason.
///
/// First what the parts hold, then what the plan dropped, each in the order of the input. The
/// fields of a line are documented in docs/REASONS.md.
struct RejectedWriter: ~Copyable {
  /// What a data set's manifest says of one file.
  struct FileSummary {
    var name: String
    var summary: AtomicFile.Summary
  }

  private let output: OutputDirectory
  /// Where the parts are.
  private let source: OutputDirectory
  private let inputPaths: [String]
  private var file: AtomicFile?
  private var files: [FileSummary] = []
  /// Lines go to a new file once one has this many bytes.
  private static let fileByteCount: UInt64 = 64 << 20
  /// Rejected records by reason.
  private(set) var counts: [RejectionReason: Int] = [:]
  /// The bytes of rejected records by reason.
  private(set) var byteCounts: [RejectionReason: UInt64] = [:]
  /// Records that a rule dropped, by its name.
  private(set) var ruleCounts: [String: Int] = [:]
  /// Rejected records by their form; nil for those that were rejected before it was told.
  private(set) var formCounts: [RecordForm?: Int] = [:]

  init(output: OutputDirectory, source: OutputDirectory, inputPaths: [String]) {
    self.output = output
    self.source = source
    self.inputPaths = inputPaths
  }

  /// Writes all rejected records.
  mutating func write(
    _ planned: PlanStage.Result, _ receipts: [PartReceipt], stop: StopFlag
  ) throws(Fault) {
    // Files of a run that was killed while it wrote them, which may have been more.
    try output.removeOwn("rejected")
    for (number, receipt) in receipts.enumerated() where receipt.counts.rejectionCount > 0 {
      try stop.check(resumes: true)
      let part = try PartReader(source.part(receipt.unit))
      try part.forEachRejection { (rejected) throws(Fault) in
        let place = planned.parts.place(of: rejected.rejection.origin, inUnit: number)
        try write(
          place, rejected.rejection.verdict, form: rejected.rejection.form,
          more: Self.raw(rejected.raw, of: place))
      }
    }
    try writeDroppedByPlan(planned, stop: stop)
  }

  private mutating func writeDroppedByPlan(
    _ planned: PlanStage.Result, stop: StopFlag
  ) throws(Fault) {
    for (number, unit) in planned.parts.units.enumerated() {
      try stop.check(resumes: true)
      let dropped = unit.records.filter { record in
        if case .rejected = planned.plan.fates[record] { true } else { false }
      }
      let withRaw = dropped.filter { planned.plan.winner(over: UInt32($0)) == nil }
      var raw = try rawBytes(of: withRaw, inUnit: number, planned)[...]
      for record in dropped {
        let isDuplicate = planned.plan.winner(over: UInt32(record)) != nil
        try writeDropped(record, planned, raw: isDuplicate ? nil : raw.popFirst() ?? nil)
      }
    }
  }

  private func rawBytes(
    of records: [Int], inUnit unit: Int, _ planned: PlanStage.Result
  ) throws(Fault) -> [[UInt8]?] {
    guard !records.isEmpty else { return [] }
    let first = planned.parts.units[unit].records.lowerBound
    return try PartReader(planned.parts.places[unit]).rawBytes(
      ofRecords: records.map { $0 - first })
  }

  private mutating func writeDropped(
    _ record: Int, _ planned: PlanStage.Result, raw: [UInt8]?
  ) throws(Fault) {
    let verdict = planned.plan.verdict(on: record, planned.facts[record]) { other in
      let place = planned.parts.place(ofRecord: other)
      return "\(inputPaths[Int(place.file)]):\(place.line)"
    }
    guard let verdict else { return }
    let place = planned.parts.place(ofRecord: record)
    var more = raw.map { Self.raw($0, of: place) } ?? []
    if let winner = verdict.winner {
      let first = planned.parts.place(ofRecord: Int(winner))
      more.append(
        .init(
          "winner",
          [
            "file": .string(inputPaths[Int(first.file)]), "line": JSONValue(first.line),
            "byte_offset": JSONValue(first.byteOffset),
          ]))
    }
    let content = planned.facts.contentHash(of: record)
    let hash = Hash128(low: content.low, high: content.high)
    more.append(.init("content_hash", .string(hash.description)))
    try write(place, verdict, form: planned.facts[record].form, more: more)
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

  private mutating func write(
    _ place: PartSet.Place, _ verdict: Verdict, form: RecordForm?, more: [JSONValue.Member]
  ) throws(Fault) {
    counts[verdict.reason, default: 0] += 1
    byteCounts[verdict.reason, default: 0] += place.byteCount
    formCounts[form, default: 0] += 1
    if let rule = verdict.rule { ruleCounts[rule, default: 0] += 1 }
    let line = JSONWriter.line(
      .object(
        [
          .init("file", .string(inputPaths[Int(place.file)])),
          .init("line", JSONValue(place.line)),
          .init("byte_offset", JSONValue(place.byteOffset)),
          .init("byte_count", JSONValue(place.byteCount)),
          .init("reason", .string(verdict.reason.rawValue)),
          .init("detail", .string(verdict.detail)),
        ] + more))
    try append(line + "\n")
  }

  private mutating func append(_ line: String) throws(Fault) {
    if var open = file.take() {
      try open.append(line)
      file = consume open
    } else {
      try output.rejected.makeDirectories()
      var open = try AtomicFile(output.file(DataSetName.rejected(number: files.count)))
      try open.append(line)
      file = consume open
    }
    if let byteCount = file?.byteCount, byteCount >= Self.fileByteCount { try closeFile() }
  }

  private mutating func closeFile() throws(Fault) {
    guard let open = file.take() else { return }
    let summary = try open.commit()
    files.append(
      FileSummary(name: DataSetName.rejected(number: files.count), summary: summary))
  }

  /// Finishes the last file.
  ///
  /// - Returns: All files written; none where nothing was rejected.
  mutating func finish() throws(Fault) -> [FileSummary] {
    try closeFile()
    return files
  }
}

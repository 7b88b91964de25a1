import Filters
import Ingest
import Records

/// What `--language en` costs a record: the filter over parsed batches, and beside it memcpy of the
/// texts that it judges.
enum LanguageStage {
  /// Records of about 1.4 KB, on which the goal is set.
  static let shortRecords = 1_000...1_800

  static func measure(_ path: String, rounds: Int) throws {
    let inputs = try InputCatalog.list([path])
    for (name, sizes) in [("of 1,000 to 1,800 bytes", shortRecords), ("of any size", 0...Int.max)] {
      var filter = LanguageFilter(options: try LanguageOptions(wanted: ["en"]))
      var timings = Timings()
      var (recordCount, droppedCount, textByteCount) = (0, 0, 0)
      var copy: [UInt8] = []
      // The first round warms up and is not counted.
      for round in 0...rounds {
        if round == 1 { timings = Timings() }
        timings.beginRound()
        (recordCount, droppedCount, textByteCount) = (0, 0, 0)
        try TemplateStage.forEachUnit(of: inputs) { batches in
          for index in batches.indices {
            keep(sizes, in: &batches[index])
            timings.time("filter") { filter.apply(to: &batches[index]) }
            recordCount += batches[index].records.count
            droppedCount += batches[index].records.count { $0.isRejected }
            timings.time("memcpy of the texts") {
              copy.removeAll(keepingCapacity: true)
              for record in batches[index].records {
                for message in record.messages {
                  copy.append(
                    contentsOf: batches[index].text[batches[index].messages[message].textRange])
                }
              }
            }
            textByteCount += copy.count
          }
        }
      }
      let microseconds = timings.median { $0("filter") } / Double(recordCount) * 1e6
      print(
        "language, records \(name): \(recordCount), \(textByteCount / max(recordCount, 1)) bytes of "
          + "text each, \(droppedCount) dropped, \(decimal(microseconds, places: 2)) µs each")
      timings.printSpeed("filter", byteCount: textByteCount)
      timings.printSpeed("memcpy of the texts", byteCount: textByteCount)
    }
  }

  /// Takes the records of other sizes out of `batch`, and those that were rejected already.
  private static func keep(_ sizes: ClosedRange<Int>, in batch: inout ConversationBatch) {
    var kept = batch.records
    kept.removeAll { $0.isRejected || !sizes.contains(byteCount(of: $0, in: batch)) }
    batch.records = kept
  }

  /// How many bytes of text a record's messages have.
  private static func byteCount(
    of record: ConversationBatch.Record, in batch: ConversationBatch
  ) -> Int {
    record.messages.reduce(0) { $0 + batch.messages[$1].textCount }
  }
}

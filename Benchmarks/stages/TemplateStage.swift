import ByteIO
import Glibc
import Ingest
import Pipeline
import Records
import Tokenizer

/// What template and masks cost: encoding conversations less encoding the same texts by themselves,
/// in turn, and beside it memcpy of those texts.
enum TemplateStage {
  static func measure(_ path: String, tokenizer: String, rounds: Int) throws {
    let vocabulary = try LoadedTokenizer(path: tokenizer).vocabulary
    let inputs = try InputCatalog.list([path])
    var conversationEncoder = ConversationEncoder(vocabulary: vocabulary)
    var encoder = Encoder(vocabulary: vocabulary)
    var tokens = TokenBatch()
    var ids: [UInt32] = []
    var copy: [UInt8] = []
    var timings = Timings()
    var textByteCount = 0
    var counts = Counts()
    // The first round warms up and is not counted.
    for round in 0...rounds {
      if round == 1 { timings = Timings() }
      timings.beginRound()
      textByteCount = 0
      counts = Counts()
      var unitNumber = round
      try forEachUnit(of: inputs) { batches in
        func conversations() {
          timings.time("conversations") {
            for index in batches.indices {
              tokens.removeAll()
              conversationEncoder.encode(&batches[index], into: &tokens)
              counts.add(tokens)
            }
          }
        }
        func texts() {
          timings.time("their texts alone") {
            for batch in batches {
              ids.removeAll(keepingCapacity: true)
              for message in batch.messages {
                let text = TextTrimming.trimmed(batch.text.span, in: message.textRange)
                encoder.encode(batch.text.span.extracting(text), into: &ids)
              }
              counts.textTokens += ids.count
            }
          }
        }
        // Now one first, now the other.
        if unitNumber % 2 == 0 {
          conversations()
          texts()
        } else {
          texts()
          conversations()
        }
        unitNumber += 1
        timings.time("memcpy of the texts") {
          for batch in batches {
            copy.removeAll(keepingCapacity: true)
            copy.append(contentsOf: batch.text)
          }
        }
        textByteCount += batches.reduce(0) { $0 + $1.text.count }
      }
    }
    try counts.check()
    print(
      "template: \(textByteCount) bytes of text, \(counts.records) records, \(counts.tokens) "
        + "tokens, \(counts.trained) of them trained")
    timings.printSpeed("conversations", byteCount: textByteCount)
    timings.printSpeed("their texts alone", byteCount: textByteCount)
    timings.printSpeed("memcpy of the texts", byteCount: textByteCount)
    let seconds = timings.median { $0("conversations") - $0("their texts alone") }
    print(
      "template and masks, the difference: "
        + "\(decimal(seconds / Double(counts.records) * 1e9, places: 0)) ns a record, "
        + "\(decimal(seconds / Double(textByteCount) * 1e9, places: 3)) ns a byte, "
        + "\(Int(Double(textByteCount) / seconds / 1e6)) MB/s")
  }

  /// Calls `body` with the batches of each unit in turn.
  static func forEachUnit(
    of inputs: [InputFile], _ body: (inout [ConversationBatch]) throws -> Void
  ) throws {
    var reader = UnitReader(
      inputs, unitByteCount: IngestStage.unitByteCount,
      maximumLineByteCount: IngestStage.maximumLineByteCount)
    var parser = RecordParser(
      options: ReadingOptions(), tools: ConversationOptions().template.tools)
    var unit = InputUnit()
    while try reader.next(&unit) {
      try unit.load()
      var batches: [ConversationBatch] = []
      var names = [""]
      while true {
        var batch = ConversationBatch()
        batch.sourceNames = names
        guard parser.parse(unit, into: &batch) else { break }
        names = batch.sourceNames
        batches.append(batch)
      }
      try body(&batches)
    }
  }

  /// What both ways must agree on.
  private struct Counts {
    var records = 0
    var tokens = 0
    var trained = 0
    var template = 0
    var turns = 0
    var textTokens = 0

    mutating func add(_ batch: TokenBatch) {
      records += batch.records.count
      tokens += batch.tokens.count
      for record in batch.records {
        trained += record.trainedTokenCount
        template += record.templateTokenCount
        turns += record.spans.count
      }
    }

    /// All tokens are those of texts, of the template, or trained ends of turns.
    func check() throws {
      guard tokens == textTokens + template + turns else {
        fatalError("\(tokens) tokens, expected \(textTokens) + \(template) + \(turns)")
      }
    }
  }
}

import Filters
import Records
import TestSupport

/// The judgement on `text` where only English is wanted, or what else is named.
func judgement(on text: String, wanted: [String] = ["en"]) throws -> LanguageFilter.Judgement {
  try judgement(on: Array(text.utf8), wanted: wanted)
}

func judgement(on bytes: [UInt8], wanted: [String] = ["en"]) throws -> LanguageFilter.Judgement {
  var filter = LanguageFilter(options: try LanguageOptions(wanted: wanted))
  return filter.judgement(on: bytes.span)
}

/// A batch of records, each a list of roles and texts.
func batch(
  _ records: [[(role: Role, text: String)]], form: RecordForm = .messages
) -> ConversationBatch {
  var batch = ConversationBatch()
  for (line, messages) in records.enumerated() {
    let first = batch.messages.count
    for (role, text) in messages {
      let bytes = Array(text.utf8)
      batch.messages.append(
        ConversationBatch.Message(
          role: role, textStart: batch.text.count, textCount: bytes.count))
      batch.text += bytes
    }
    let origin = RecordOrigin(
      segment: 0, line: UInt32(line), unitByteOffset: UInt64(line), byteCount: 1)
    batch.records.append(
      ConversationBatch.Record(
        origin: origin, form: form, messages: first..<batch.messages.count, source: 0))
  }
  return batch
}

/// The rejections of `records` under English, or what else is named.
func rejections(
  _ records: [[(role: Role, text: String)]], wanted: [String] = ["en"],
  fields: LanguageOptions.Fields = .all, form: RecordForm = .messages
) throws -> [Rejection] {
  var batch = batch(records, form: form)
  var filter = LanguageFilter(options: try LanguageOptions(wanted: wanted, fields: fields))
  filter.apply(to: &batch)
  return batch.rejections
}

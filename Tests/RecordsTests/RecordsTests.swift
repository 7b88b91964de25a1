import Records
import TestSupport
import Testing

@Suite struct RecordsTests {
  /// The documentation states what the plan needs for each record.
  @Test func factsTakeNoMoreThanTheStatedBytesARecord() {
    #expect(MemoryLayout<RecordFacts>.stride == 64)
  }

  @Test func languageCodesAreTwoOrThreeLetters() {
    #expect(LanguageCode("en") == .english)
    #expect(LanguageCode("en")?.description == "en")
    #expect(LanguageCode("ceb")?.description == "ceb")
    #expect(LanguageCode.undetermined.description == "und")
    for text in ["", "e", "EN", "engl", "e1", "é"] { #expect(LanguageCode(text) == nil) }
  }

  @Test func aRecordIsRejectedOnce() {
    var batch = ConversationBatch()
    let origin = RecordOrigin(segment: 0, line: 4, unitByteOffset: 100, byteCount: 9)
    batch.records.append(.init(origin: origin, form: .text, messages: 0..<0, source: 0))
    batch.reject(0, .language, detail: "first")
    batch.reject(0, .quality, detail: "second")
    #expect(batch.records[0].isRejected)
    #expect(
      batch.rejections == [
        Rejection(origin: origin, reason: .language, detail: "first", form: .text)
      ])
  }

  @Test func offsetsInAFileCountFromItsStart() {
    let segments = [
      UnitSegment(file: 0, fileByteOffset: 900, unitByteOffset: 0, byteCount: 100),
      UnitSegment(file: 1, fileByteOffset: 0, unitByteOffset: 100, byteCount: 50),
    ]
    let inTail = RecordOrigin(segment: 0, line: 0, unitByteOffset: 40, byteCount: 1)
    let inNext = RecordOrigin(segment: 1, line: 2, unitByteOffset: 120, byteCount: 1)
    #expect(inTail.fileByteOffset(in: segments) == 940)
    #expect(inNext.fileByteOffset(in: segments) == 20)
  }

  @Test func aRowKnowsItsPieces() {
    let pieces = (0..<3).map { RowPlan.Piece(record: $0, tokenStart: 0, tokenCount: 1) }
    let plan = RowPlan(pieces: pieces, rowEnds: [1, 3])
    #expect(plan.rowCount == 2)
    #expect(Array(plan.pieces(ofRow: 0)) == [pieces[0]])
    #expect(Array(plan.pieces(ofRow: 1)) == [pieces[1], pieces[2]])
  }
}

/// A half-open range of a record's tokens that the model is trained to produce.
package struct TrainedSpan: Sendable, Equatable {
  /// The first trained token, counted from the record's first token.
  package var start: UInt32
  package var count: UInt32

  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }
}

/// The tokens of the records of one `ConversationBatch`, in its order, the dropped ones left out.
package struct TokenBatch: Sendable {
  /// One record's tokens and spans, as ranges of the batch's arenas.
  package struct Record: Sendable, Equatable {
    /// The index in the `ConversationBatch` this was made of.
    package var index: Int
    package var tokens: Range<Int>
    package var spans: Range<Int>
    package var hits: Range<Int>
    /// Where the conversation can be cut; empty where it has one exchange only.
    package var exchanges: Range<Int>
    /// Tokens that are trained on, a trained end of turn among them.
    package var trainedTokenCount: Int
    /// Tokens that the template adds and that are not trained on.
    package var templateTokenCount: Int
    /// What the record says, measured for the statistics.
    package var measures: RecordMeasures

    package init(
      index: Int, tokens: Range<Int>, spans: Range<Int>, hits: Range<Int>,
      exchanges: Range<Int>, trainedTokenCount: Int, templateTokenCount: Int,
      measures: RecordMeasures = RecordMeasures()
    ) {
      self.index = index
      self.tokens = tokens
      self.spans = spans
      self.hits = hits
      self.exchanges = exchanges
      self.trainedTokenCount = trainedTokenCount
      self.templateTokenCount = templateTokenCount
      self.measures = measures
    }
  }

  /// How often one special token's spelling stands in a record's own text.
  package struct SpecialTokenHit: Sendable, Equatable {
    package var token: UInt32
    package var count: UInt32

    package init(token: UInt32, count: UInt32) {
      self.token = token
      self.count = count
    }
  }

  /// The ids of all records, one after the other.
  package var tokens: [UInt32] = []
  /// Trained spans, ascending and disjoint within a record.
  package var spans: [TrainedSpan] = []
  /// Special-token spellings found in the texts, ascending by token within a record.
  package var hits: [SpecialTokenHit] = []
  /// The exchanges of conversations that have several, in their order within a record.
  package var exchanges: [Exchange] = []
  package var records: [Record] = []

  package init() {}

  /// Empties the batch; capacity stays.
  package mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
    exchanges.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
  }
}

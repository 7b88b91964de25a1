package import Records

/// A judgement of records one at a time; the pipeline runs a list of these over every batch.
///
/// A filter is a value that one worker owns: it may keep buffers, but two copies give the same
/// verdicts. It leaves alone the records that an earlier filter dropped.
package protocol RecordFilter: Sendable {
  /// Judges every record of `batch`, drops those that fail, and writes down what it found.
  mutating func apply(to batch: inout ConversationBatch)
}

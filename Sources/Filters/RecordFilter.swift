package import ByteIO
package import Records

/// A judgement of records one at a time, before they are tokenized.
///
/// A filter is a value that one worker owns: it may keep buffers, but two copies give the same
/// verdicts. It leaves alone the records that an earlier filter dropped.
package protocol RecordFilter: Sendable {
  /// Forgets what it collected of the unit before.
  mutating func beginUnit()
  /// Judges every record of `batch`, drops those that fail, and writes down what it found.
  mutating func apply(to batch: inout ConversationBatch)
}

extension RecordFilter {
  package mutating func beginUnit() {}
}

/// What the rest of the tool knows of a filter of records: its options, and the filter they make.
package protocol RecordFilterOptions: RecordedOptions {
  /// Where the filter's drops are counted. Filters that stand together in the list may share one.
  static var stage: FilterStage { get }
  /// The filter for one worker; nil where the options leave it off.
  func filter() -> (any RecordFilter)?
}

/// What the rest of the tool knows of a judgement of a record by its tokens.
package protocol TokenFilterOptions: RecordedOptions {
  static var stage: FilterStage { get }
  /// Whether any record can be dropped.
  var isOn: Bool { get }
  /// Why a record of `tokenCount` tokens, template and all, is dropped; nil to keep it.
  func verdict(tokenCount: Int) -> Verdict?
}

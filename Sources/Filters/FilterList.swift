import ByteIO

/// All filters of single records, in the order in which they judge.
///
/// To add one: a file with its options and the filter, and its line here.
package enum FilterList {
  package static let recordFilters: [any RecordFilterOptions.Type] = [
    LanguageOptions.self,
    QualityOptions.self,
    LineCountOptions.self,
  ]
  package static let tokenFilters: [any TokenFilterOptions.Type] = [
    LengthBounds.self
  ]

  /// The options of all of them.
  static let options: [any RecordedOptions.Type] =
    recordFilters.map { $0 } + tokenFilters.map { $0 }
}

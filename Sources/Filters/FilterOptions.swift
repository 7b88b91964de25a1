package import ByteIO

/// The options of all filters of single records, each by its type.
package struct FilterOptions: Sendable {
  private var listed = ListedOptions(of: FilterList.options)

  /// Every filter as it is unless asked for otherwise: off.
  package init() {}

  /// Reads the options of all filters from a manifest's.
  ///
  /// - Throws: `JSONError` where a value is none that a build writes.
  package init(record: JSONReader) throws(JSONError) {
    try listed.read(record)
  }

  package subscript<Options: RecordedOptions>(_ type: Options.Type) -> Options {
    get { listed[type] }
    set { listed[type] = newValue }
  }

  /// The options as they stand in a manifest.
  package var record: [JSONValue.Member] { listed.record }

  /// The first option that is out of its range, as its flag is named, and what is wrong with it.
  package var firstFault: (flag: String, fault: String)? { listed.firstFault }

  /// The filters of single records that are on, for one worker.
  package var recordFilters: [any RecordFilter] {
    func filter<Options: RecordFilterOptions>(_ type: Options.Type) -> (any RecordFilter)? {
      listed[type].filter()
    }
    return FilterList.recordFilters.compactMap { filter($0) }
  }

  /// The judgements by tokens that are on.
  package var tokenFilters: [any TokenFilterOptions] {
    func options<Options: TokenFilterOptions>(_ type: Options.Type) -> any TokenFilterOptions {
      listed[type]
    }
    return FilterList.tokenFilters.map { options($0) }.filter(\.isOn)
  }

  /// The first recorded option, if there is one, that stands for a file whose bytes are not in the
  /// manifest: a list of patterns or a model.
  package static func nameOfHashedFile(in record: [JSONValue.Member]) -> String? {
    ListedOptions.nameOfHashedFile(of: FilterList.options, in: record)
  }
}

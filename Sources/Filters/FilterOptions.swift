package import ByteIO

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
}

/// The options of all filters, each by its type.
package struct FilterOptions: Sendable {
  /// Only those that were set; the others are at their defaults.
  private var values: [ObjectIdentifier: any RecordedOptions] = [:]

  /// Every filter as it is unless asked for otherwise: off.
  package init() {}

  package subscript<Options: RecordedOptions>(_ type: Options.Type) -> Options {
    get { values[ObjectIdentifier(type)] as? Options ?? Options() }
    set { values[ObjectIdentifier(type)] = newValue }
  }

  // The lists are gone through type by type: to cast values to a protocol would have the runtime
  // search all conformances of the program.

  /// The options as they stand in a manifest.
  package var record: [JSONValue.Member] {
    func record<Options: RecordedOptions>(_ type: Options.Type) -> [JSONValue.Member] {
      self[type].record
    }
    return FilterList.recordFilters.flatMap { record($0) }
      + FilterList.tokenFilters.flatMap { record($0) }
  }

  /// Reads the options of all filters from a manifest's.
  ///
  /// - Throws: `JSONError` where a value is none that a build writes.
  package init(record: JSONReader) throws(JSONError) {
    for type in FilterList.recordFilters { try read(type, record) }
    for type in FilterList.tokenFilters { try read(type, record) }
  }

  private mutating func read<Options: RecordedOptions>(
    _ type: Options.Type, _ record: JSONReader
  ) throws(JSONError) {
    self[type] = try Options(record: record)
  }

  /// The first option that is out of its range, as its flag is named, and what is wrong with it.
  package var firstFault: (flag: String, fault: String)? {
    func fault<Options: RecordedOptions>(
      _ type: Options.Type
    ) -> (flag: String, fault: String)? {
      self[type].firstFault
    }
    for type in FilterList.recordFilters {
      if let fault = fault(type) { return fault }
    }
    for type in FilterList.tokenFilters {
      if let fault = fault(type) { return fault }
    }
    return nil
  }

  /// The filters of single records that are on, for one worker.
  package var recordFilters: [any RecordFilter] {
    func filter<Options: RecordFilterOptions>(_ type: Options.Type) -> (any RecordFilter)? {
      self[type].filter()
    }
    return FilterList.recordFilters.compactMap { filter($0) }
  }

  /// The judgements by tokens that are on.
  package var tokenFilters: [any TokenFilterOptions] {
    func options<Options: TokenFilterOptions>(_ type: Options.Type) -> any TokenFilterOptions {
      self[type]
    }
    return FilterList.tokenFilters.map { options($0) }.filter(\.isOn)
  }

  /// The first recorded option, if there is one, that stands for a file whose bytes are not in the
  /// manifest: a list of patterns or a model.
  package static func nameOfHashedFile(in record: [JSONValue.Member]) -> String? {
    func name<Options: RecordedOptions>(_ type: Options.Type) -> String? {
      Options.recorded.first { field in
        record.contains { $0.has(field.name) && field.isHashOfFile($0.value) }
      }?.name
    }
    for type in FilterList.recordFilters {
      if let name = name(type) { return name }
    }
    for type in FilterList.tokenFilters {
      if let name = name(type) { return name }
    }
    return nil
  }
}

package import ByteIO

/// All filters of single records, in the order in which they judge.
///
/// To add one: a file with its options and the filter, and its line here.
package enum FilterList {
  package static let recordFilters: [any RecordFilterOptions.Type] = [
    LanguageOptions.self,
    QualityOptions.self,
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

  private static var types: [any RecordedOptions.Type] {
    FilterList.recordFilters + FilterList.tokenFilters
  }

  private func options(_ type: any RecordedOptions.Type) -> any RecordedOptions {
    values[ObjectIdentifier(type)] ?? type.init()
  }

  /// The options as they stand in a manifest.
  package var record: [JSONValue.Member] { Self.types.flatMap { options($0).record } }

  /// Reads the options of all filters from a manifest's.
  ///
  /// - Throws: `JSONError` where a value is none that a build writes.
  package init(record: JSONReader) throws(JSONError) {
    for type in Self.types { values[ObjectIdentifier(type)] = try type.init(record: record) }
  }

  /// The first option that is out of its range, as its flag is named, and what is wrong with it.
  package var firstFault: (flag: String, fault: String)? {
    for type in Self.types {
      if let fault = options(type).firstFault { return fault }
    }
    return nil
  }

  /// The filters of single records that are on, for one worker.
  package var recordFilters: [any RecordFilter] {
    FilterList.recordFilters.compactMap {
      (options($0) as? any RecordFilterOptions)?.filter()
    }
  }

  /// The judgements by tokens that are on.
  package var tokenFilters: [any TokenFilterOptions] {
    FilterList.tokenFilters.compactMap { options($0) as? any TokenFilterOptions }.filter(\.isOn)
  }

  /// The first recorded option, if there is one, that stands for a file whose bytes are not in the
  /// manifest: a list of patterns or a model.
  package static func nameOfHashedFile(in record: [JSONValue.Member]) -> String? {
    for type in types {
      if let name = hashedFile(of: type, in: record) { return name }
    }
    return nil
  }

  private static func hashedFile<Options: RecordedOptions>(
    of type: Options.Type, in record: [JSONValue.Member]
  ) -> String? {
    Options.recorded.first { field in
      record.contains { $0.has(field.name) && field.isHashOfFile($0.value) }
    }?.name
  }
}

/// The options of every value of a list (the filters of single records, say), each by its type.
///
/// A list that grows by a value has its options here, and in all that is made of them.
package struct ListedOptions: Sendable {
  private let types: [any RecordedOptions.Type]
  /// Only those that were set; the others are at their defaults.
  private var values: [ObjectIdentifier: any RecordedOptions] = [:]

  /// All options at their defaults.
  package init(of types: [any RecordedOptions.Type]) {
    self.types = types
  }

  package subscript<Options: RecordedOptions>(_ type: Options.Type) -> Options {
    get { values[ObjectIdentifier(type)] as? Options ?? Options() }
    set { values[ObjectIdentifier(type)] = newValue }
  }

  // The list is gone through type by type: to cast values to a protocol would have the runtime
  // search all conformances of the program.

  /// The options as they stand in a manifest, in the order of the list.
  package var record: [JSONValue.Member] {
    func record<Options: RecordedOptions>(_ type: Options.Type) -> [JSONValue.Member] {
      self[type].record
    }
    return types.flatMap { record($0) }
  }

  /// Reads the options of all values from a manifest's.
  ///
  /// - Throws: `JSONError` where a value is none that a build writes.
  package mutating func read(_ record: JSONReader) throws(JSONError) {
    for type in types { try read(type, record) }
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
    for type in types {
      if let fault = fault(type) { return fault }
    }
    return nil
  }

  /// What is wrong with values that are each in their range; nil where nothing is.
  package var contradiction: String? {
    func contradiction<Options: RecordedOptions>(_ type: Options.Type) -> String? {
      self[type].contradiction
    }
    for type in types {
      if let contradiction = contradiction(type) { return contradiction }
    }
    return nil
  }
}

extension ListedOptions: Equatable {
  /// Whether a manifest would have the same of both.
  package static func == (left: ListedOptions, right: ListedOptions) -> Bool {
    left.record == right.record
  }
}

extension ListedOptions {
  /// The first recorded option of `types`, if there is one, that stands for a file whose bytes are
  /// not in the manifest: a list of patterns or a model.
  package static func nameOfHashedFile(
    of types: [any RecordedOptions.Type], in record: [JSONValue.Member]
  ) -> String? {
    func name<Options: RecordedOptions>(_ type: Options.Type) -> String? {
      Options.recorded.first { field in
        record.contains { $0.has(field.name) && field.isHashOfFile($0.value) }
      }?.name
    }
    for type in types {
      if let name = name(type) { return name }
    }
    return nil
  }
}

/// Options of a stage that a data set's bytes depend on, so that its manifest records them.
///
/// Adding one takes a property with its default and a line in `recorded`; a flag of the same name
/// sets it from the command line.
package protocol RecordedOptions: Sendable {
  /// All options at their defaults.
  init()
  /// Every option, in the order of the record.
  static var recorded: [OptionField<Self>] { get }
  /// What is wrong with values that are each in their range; nil where nothing is.
  var contradiction: String? { get }
}

extension RecordedOptions {
  package var contradiction: String? { nil }

  /// The options as they stand in a manifest.
  package var record: [JSONValue.Member] {
    Self.recorded.map { JSONValue.Member($0.name, $0.write(self)) }
  }

  /// Reads the options from a manifest's, as `record` writes them.
  ///
  /// - Throws: `JSONError.missing` or `.unexpected` where a value is none that a build writes.
  package init(record: JSONReader) throws(JSONError) {
    self.init()
    for field in Self.recorded { try field.read(record, &self) }
    if let (name, fault) = firstFaultByName {
      throw .unexpected(path: "\(record.path).\(name)", expected: "valid: it \(fault)")
    }
    if let contradiction {
      throw .unexpected(path: record.path, expected: "valid: \(contradiction)")
    }
  }

  /// The first option that is out of its range, as its flag is named, and what is wrong with it.
  package var firstFault: (flag: String, fault: String)? {
    firstFaultByName.map { name, fault in
      ("--" + name.map { $0 == "_" ? "-" : String($0) }.joined(), fault)
    }
  }

  private var firstFaultByName: (name: String, fault: String)? {
    for field in Self.recorded {
      if let fault = field.fault(self) { return (field.name, fault) }
    }
    return nil
  }
}

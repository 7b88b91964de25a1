package import ByteIO
import Records

/// Where the fields of the record forms are found, in records that name them otherwise.
package struct FieldMap: Sendable, Equatable {
  /// The paths in the order of the fields.
  private(set) var paths: [(field: RecordField, path: FieldPath)] = []

  /// The map that changes nothing.
  package init() {}

  /// Reads entries such as `response=a.text`.
  package init(_ entries: [String]) throws(Fault) {
    for entry in entries {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let path = FieldPath(String(parts[1])) else {
        throw .usage("'\(entry)' is not field=path, such as response=answer.text")
      }
      guard let field = RecordField.allFields.first(where: { "\($0.key)" == parts[0] }) else {
        let names = RecordField.allFields.map { "\($0.key)" }.joined(separator: " ")
        throw .usage("there is no field '\(parts[0])', expected one of \(names)")
      }
      guard !paths.contains(where: { $0.field == field }) else {
        throw .usage("field '\(field.key)' is named twice")
      }
      paths.append((field, path))
    }
    paths.sort { $0.field.number < $1.field.number }
    guard isEmpty || FormList.all.contains(where: fits) else {
      let names = paths.map { "'\($0.field.key)'" }.joined(separator: ", ")
      throw .usage("no form of record has the fields \(names) together")
    }
  }

  /// The fields that can be mapped.
  package static var fieldNames: [String] { RecordField.allFields.map { "\($0.key)" } }

  private var isEmpty: Bool { paths.isEmpty }

  /// Whether records of `form` have all the fields that the map names: of other forms no record is
  /// then, since what the user says explicitly wins over the order of forms.
  func fits(_ form: FormDefinition) -> Bool {
    paths.allSatisfy { path in
      (form.keys + RecordField.common).contains { "\($0)" == "\(path.field.key)" }
    }
  }

  /// The entries in a fixed order, for the record of a build.
  package var entries: [(field: String, path: String)] {
    paths.map { ("\($0.field.key)", $0.path.description) }
  }

  package static func == (left: FieldMap, right: FieldMap) -> Bool {
    left.paths.elementsEqual(right.paths) { $0.field == $1.field && $0.path == $1.path }
  }
}

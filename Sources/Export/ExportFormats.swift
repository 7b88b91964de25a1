/// The formats there are.
package enum ExportFormats {
  /// Every format, in the order in which the help names them.
  package static let all: [ExportFormat] = [
    .jsonLines,
    .parquet,
    .numPy,
    .megatron,
    .mds,
    .csv,
  ]

  /// The format that `--format` names so; nil where there is none.
  package static func format(named name: String) -> ExportFormat? {
    all.first { $0.name.utf8.elementsEqual(name.utf8) }
  }

  /// The names of the formats that make one file, as part of a sentence: `jsonl`.
  package static var namesOfFiles: [String] { all.filter(\.isFile).map(\.name) }

  /// The names of the formats that have a place for records.
  static var namesOfRecords: [String] { all.filter { $0.contents != .rows }.map(\.name) }

  /// Whether a file of an export to a directory may have this name.
  static func isFileOfDirectory(_ name: String) -> Bool {
    all.contains { format in
      guard case .directory(let product) = format.product else { return false }
      return product.files.contains { pattern in
        pattern.utf8.first == UInt8(ascii: "*")
          ? name.utf8.reversed().starts(with: pattern.utf8.dropFirst().reversed())
          : name.utf8.elementsEqual(pattern.utf8)
      }
    }
  }
}

extension [String] {
  /// The names in a sentence: `a`, `a or b`, `a, b or c`.
  package func listed(_ conjunction: String) -> String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}

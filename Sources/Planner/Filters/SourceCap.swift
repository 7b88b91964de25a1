/// The most records that are kept of one source.
package struct SourceCap: Sendable, Equatable {
  package var source: String
  package var recordCount: Int

  package init(source: String, recordCount: Int) {
    self.source = source
    self.recordCount = recordCount
  }

  /// Reads `source=N`; the source's name may itself hold an equals sign.
  package init?(_ text: String) {
    guard let place = text.utf8.lastIndex(of: UInt8(ascii: "=")),
      let count = Int(text[text.index(after: place)...]), count >= 0
    else { return nil }
    self.init(source: String(text[..<place]), recordCount: count)
  }
}

extension SourceCap: CustomStringConvertible {
  /// As `--cap` takes it: `source=N`.
  package var description: String { "\(source)=\(recordCount)" }
}

import ByteIO

/// A line of a data set's `rejected/`.
///
/// What it says is looked up, and checked, when it is asked for.
package struct RejectedRecord {
  /// The record as it came, as far as it was kept.
  package enum Raw: Equatable {
    case text(String)
    case base64(String)
  }

  private let json: JSONReader

  init(_ json: JSONReader) { self.json = json }

  /// The input file's path.
  package var file: String { get throws(Fault) { try string("file") } }
  /// The line in that file, from 1.
  package var line: UInt64 { get throws(Fault) { try integer("line") } }
  /// The line's first byte in the file's decompressed bytes.
  package var byteOffset: UInt64 { get throws(Fault) { try integer("byte_offset") } }
  package var reason: String { get throws(Fault) { try string("reason") } }
  /// What was expected and found.
  package var detail: String { get throws(Fault) { try string("detail") } }

  /// The length of the line without its end; nil where that is not said.
  package var byteCount: UInt64? { try? integer("byte_count") }

  /// Whether `raw` holds the start of the line alone.
  package var isRawCut: Bool { (try? json.optional("raw_is_cut")?.boolean()) ?? false }

  /// Where the record is that was kept instead of this one; nil where that is no reason.
  package var winner: (file: String, line: UInt64)? {
    guard let winner = try? json.optional("winner"), let file = try? winner["file"].string(),
      let line: UInt64 = try? winner["line"].integer()
    else { return nil }
    return (file, line)
  }

  package var raw: Raw? {
    get throws(Fault) {
      do {
        if let text = try json.optional("raw") { return .text(try text.string()) }
        if let text = try json.optional("raw_base64") { return .base64(try text.string()) }
        return nil
      } catch {
        throw error.fault
      }
    }
  }

  private func string(_ key: String) throws(Fault) -> String {
    do { return try json[key].string() } catch { throw error.fault }
  }

  private func integer(_ key: String) throws(Fault) -> UInt64 {
    do { return try json[key].integer() } catch { throw error.fault }
  }
}

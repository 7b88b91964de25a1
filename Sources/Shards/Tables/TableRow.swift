/// A row of a table that one task leaves to others: integers of fixed widths.
package protocol TableRow: Sendable {
  static var byteCount: Int { get }
  init(_ fields: FixedFields)
  /// Appends `byteCount` bytes.
  func append(to fields: inout ByteFields)
}

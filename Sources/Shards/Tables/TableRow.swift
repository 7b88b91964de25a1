/// A row of a table that one task leaves to others.
///
/// Its fields are integers without gaps between them, and are kept as memory holds them, the lowest
/// byte of each first: tables are written and read by the million rows.
package protocol TableRow: BitwiseCopyable, Sendable {}

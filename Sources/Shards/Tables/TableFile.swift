/// The file of a table that one task leaves to others: sections of bytes, and where each begins.
///
/// It is there only while a data set is made, and no part of it.
package enum TableFile {
  package static let magic = "PREPTABL"
  static let endMagic = "PREPTEND"
  static let version: UInt32 = 1
  static let headerByteCount = 24
  static let trailerByteCount = 24

  /// What a table is of: eight letters of ASCII.
  package struct Kind: Sendable, Equatable {
    let name: String

    package init(_ name: String) {
      precondition(name.utf8.count == 8)
      self.name = name
    }
  }

  struct Section: Sendable {
    static let byteCount = 24

    var offset: UInt64
    var byteCount: UInt64
    var hash: UInt64
  }
}

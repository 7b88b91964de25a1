/// The shape of JSON object that a record was read from.
///
/// The forms themselves, with their names, are listed in `Ingest`; other stages ask only whether a
/// record has turns.
package struct RecordForm: Hashable, Sendable {
  /// The form's place in the list of forms, below 128.
  package let number: UInt8
  /// Whether the record is one text without turns, rendered as BOS, the text, EOS.
  package let isPlainText: Bool

  private static let plainTextBit: UInt8 = 0x80

  package init(number: UInt8, isPlainText: Bool) {
    precondition(number < Self.plainTextBit)
    self.number = number
    self.isPlainText = isPlainText
  }

  /// Both in one byte, as parts hold them.
  package var rawValue: UInt8 { number | (isPlainText ? Self.plainTextBit : 0) }

  package init(rawValue: UInt8) {
    number = rawValue & ~Self.plainTextBit
    isPlainText = rawValue & Self.plainTextBit != 0
  }
}

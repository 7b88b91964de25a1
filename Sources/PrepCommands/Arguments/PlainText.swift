import ByteIO

/// The values of options that name no file.
enum PlainText {
  /// `value` as the UTF-8 it was given in.
  static func read(_ option: String, _ value: String) throws(Fault) -> String {
    guard let text = FileName.plainText(value) else {
      throw .usage("\(option) expects UTF-8, found '\(value)'")
    }
    return text
  }
}

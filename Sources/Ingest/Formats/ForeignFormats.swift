/// All formats that are refused at once, in the order in which they are tried.
///
/// To add one: its value here.
package enum ForeignFormats {
  package static let all: [ForeignFormat] = [
    ForeignFormat(
      "xz", has: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00],
      advice: "decompress it, or pipe xz -dc into standard input (-)"),
    ForeignFormat(
      "bzip2", has: [0x42, 0x5A, 0x68, nil, 0x31, 0x41],
      advice: "decompress it, or pipe bzip2 -dc into standard input (-)"),
    ForeignFormat(
      "lz4", has: [0x04, 0x22, 0x4D, 0x18],
      advice: "decompress it, or pipe lz4 -dc into standard input (-)"),
    ForeignFormat(
      "zip", has: [0x50, 0x4B, 0x03, 0x04],
      advice: "unpack it; of an Excel workbook, make JSON Lines of its sheet"),
    ForeignFormat("7z", has: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], advice: "unpack it"),
    ForeignFormat("tar", advice: "unpack it, or pipe tar -xO into standard input (-)") { bytes in
      // A text may have the same word there; a name of a file ends with zeros before it.
      bytes.count >= 262 && bytes[256] == 0
        && "ustar".utf8.elementsEqual((257..<262).map { bytes[$0] })
    },
    ForeignFormat("Parquet", has: Array("PAR1".utf8), advice: "convert it to JSON Lines"),
    ForeignFormat("Arrow", has: Array("ARROW1".utf8), advice: "convert it to JSON Lines"),
    ForeignFormat(
      "SQLite", has: Array("SQLite format 3\0".utf8),
      advice: "write its rows as JSON Lines, one object a row"),
    ForeignFormat(
      "Excel", has: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
      advice: "make JSON Lines of its sheet"),
    ForeignFormat(
      "Git LFS pointer", has: Array("version https://git-lfs.github.com/spec/".utf8),
      advice: "fetch the file that it stands for with git lfs pull"),
    // With a byte order mark, and then without: an object, or an array of such. Of the longer units
    // first, since their mark begins with that of the shorter ones.
    ForeignFormat(
      "UTF-32", has: [0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF],
      [0x7B, 0x00, 0x00, 0x00], [0x00, 0x00, 0x00, 0x7B], [0x5B, 0x00, 0x00, 0x00],
      [0x00, 0x00, 0x00, 0x5B], advice: "convert it with iconv -f UTF-32 -t UTF-8"),
    ForeignFormat(
      "UTF-16", has: [0xFF, 0xFE, nil, 0x00, nil, 0x00], [0xFE, 0xFF, 0x00, nil, 0x00, nil],
      [0x7B, 0x00, nil, 0x00], [0x00, 0x7B, 0x00, nil], [0x5B, 0x00, nil, 0x00],
      [0x00, 0x5B, 0x00, nil], advice: "convert it with iconv -f UTF-16 -t UTF-8"),
    ForeignFormat(
      "HTML or XML", advice: "extract its text into JSON Lines", claims: TextTables.isMarkup),
    ForeignFormat(
      "CSV", advice: "convert it to JSON Lines, one object a row",
      claims: { TextTables.isTable($0, separator: UInt8(ascii: ",")) }),
    ForeignFormat(
      "TSV", advice: "convert it to JSON Lines, one object a row",
      claims: { TextTables.isTable($0, separator: UInt8(ascii: "\t")) }),
  ]

  /// The format of a file that begins so; nil for what is read or may be damaged text.
  static func format(of beginning: Span<UInt8>) -> ForeignFormat? {
    all.first { $0.claims(beginning) }
  }
}

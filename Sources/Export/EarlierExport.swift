package import ByteIO

/// Tells an earlier export to one file, which a new one may replace, from any other file: by how it
/// begins, as far as no other tool's files begin.
package struct EarlierExport: ~Copyable {
  /// A piece of how the files of a format begin.
  package enum Piece: Sendable {
    /// One of these texts.
    case text([String])
    /// Any number of whole numbers between commas.
    case numbers

    package static func text(_ texts: String...) -> Piece { .text(texts) }
  }

  private static let chunkByteCount = 1 << 16

  private let file: File
  private var chunk = ByteBuffer()
  private var position = 0
  private var offset: UInt64 = 0

  /// Whether an export may be put at `place`: nothing is there, an earlier export, or an empty file,
  /// which the export of no rows may be.
  ///
  /// A directory or a device is left to the attempt to write, whose error says what it is.
  package static func mayBeReplaced(at place: FilePlace, beginning: [Piece]) -> Bool {
    guard place.kind == .file else { return true }
    guard let file = try? File.openRegular(place) else { return false }
    var export = EarlierExport(file)
    return (try? export.isEmpty() || export.begins(with: beginning)) ?? false
  }

  private init(_ file: consuming File) { self.file = file }

  private mutating func isEmpty() throws(Fault) -> Bool { try peek() == nil }

  private mutating func begins(with pieces: [Piece]) throws(Fault) -> Bool {
    for piece in pieces {
      switch piece {
      case .text(let texts): guard try skip(oneOf: texts) else { return false }
      case .numbers: try skipNumbers()
      }
    }
    return true
  }

  /// Goes over one of `texts`; whether one of them came next.
  private mutating func skip(oneOf texts: [String]) throws(Fault) -> Bool {
    var rest = texts.map { Array($0.utf8)[...] }
    while !rest.contains(where: \.isEmpty) {
      guard let byte = try peek() else { return false }
      rest = rest.filter { $0.first == byte }.map { $0.dropFirst() }
      guard !rest.isEmpty else { return false }
      position += 1
    }
    return true
  }

  private mutating func skipNumbers() throws(Fault) {
    while let byte = try peek(), "0123456789,-".utf8.contains(byte) { position += 1 }
  }

  /// The next byte; nil at the file's end.
  private mutating func peek() throws(Fault) -> UInt8? {
    if position == chunk.count {
      chunk.removeAll()
      position = 0
      offset += UInt64(try file.read(Self.chunkByteCount, at: offset, into: &chunk))
    }
    return position < chunk.count ? chunk.span[position] : nil
  }
}

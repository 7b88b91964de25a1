import ByteIO

extension InputCompression {
  /// How a regular file is compressed, by its first bytes; nil for a pipe, which cannot be asked
  /// without taking from it, and for a file that cannot be read.
  package static func peek(_ input: InputFile) -> InputCompression? {
    guard !input.isStandardInput, input.byteCount != nil,
      let file = try? File.openRegular(input.path)
    else { return nil }
    var magic = ByteBuffer()
    guard (try? file.read(magicByteCount, at: 0, into: &magic)) != nil else { return nil }
    return InputCompression(magic: magic.span)
  }
}

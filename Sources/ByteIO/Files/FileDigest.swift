/// The length and hash of a file as it lies on disk.
package enum FileDigest {
  /// Reads all of a regular file, a mebibyte at a time.
  package static func of(_ place: FilePlace) throws(Fault) -> AtomicFile.Summary {
    let file = try File.openRegular(place)
    file.adviseSequential()
    var hash = StreamingHash()
    var buffer = ByteBuffer(capacity: 1 << 20)
    var byteCount: UInt64 = 0
    while true {
      buffer.removeAll()
      let count = try file.read(1 << 20, at: byteCount, into: &buffer)
      if count == 0 { break }
      hash.update(buffer.span)
      byteCount += UInt64(count)
    }
    return AtomicFile.Summary(byteCount: byteCount, hash: hash.digest())
  }
}

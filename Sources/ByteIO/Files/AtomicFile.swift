/// A file that appears under its name only when it is whole.
///
/// Bytes go to a file beside it under a name that nobody can foresee, which did not exist before;
/// `commit` syncs them, renames the file and syncs its directory. What is dropped without `commit` is
/// removed. What a killed process left is recognised by `target(ofTemporary:)`.
package struct AtomicFile: ~Copyable {
  /// What temporary names end in.
  package static let temporarySuffix = ".tmp"

  /// What a committed file is: enough to find any later change of a bit in it.
  package struct Summary: Sendable, Equatable {
    package var byteCount: UInt64
    package var hash: Hash128

    package init(byteCount: UInt64, hash: Hash128) {
      self.byteCount = byteCount
      self.hash = hash
    }
  }

  private let place: FilePlace
  private let temporary: FilePlace
  private let file: File
  private var pending = ByteBuffer(capacity: AtomicFile.flushByteCount)
  private var hasher = StreamingHash()
  private var isCommitted = false
  /// Bytes appended so far.
  package private(set) var byteCount: UInt64 = 0

  private static let flushByteCount = 1 << 20

  /// Starts a file that is to appear as `place`, where a regular file may be but nothing else: a
  /// rename would put a file in the place of a device or link, and cannot in that of a directory.
  package init(_ place: FilePlace) throws(Fault) {
    let place = place.resolved()
    guard !place.lastName.isEmpty else {
      throw .file("write", place.path, detail: "expected the name of a file, found none")
    }
    if let kind = place.kind, kind != .file {
      throw .file(
        "write", place.path,
        detail: kind == .directory
          ? "it is a directory" : "it is no regular file; remove it, or choose another name")
    }
    let temporary = place.sibling(Self.temporaryName(for: place.lastName))
    let file = try File.createNew(temporary)
    self.place = place
    self.temporary = temporary
    self.file = file
  }

  deinit {
    // The error that made the caller give up matters more than one from tidying up after it.
    if !isCommitted { try? temporary.remove() }
  }

  /// Appends `bytes`.
  package mutating func append(_ bytes: Span<UInt8>) throws(Fault) {
    hasher.update(bytes)
    byteCount += UInt64(bytes.count)
    if bytes.count >= Self.flushByteCount {
      try flush()
      try file.write(bytes)
      return
    }
    pending.append(bytes)
    if pending.count >= Self.flushByteCount { try flush() }
  }

  /// Appends what `buffer` holds.
  ///
  /// A buffer and not its span, since the span of a property would borrow its owner whole.
  package mutating func append(_ buffer: borrowing ByteBuffer) throws(Fault) {
    try append(buffer.span)
  }

  /// Appends the UTF-8 of `text`.
  package mutating func append(_ text: String) throws(Fault) {
    try append(Array(text.utf8).span)
  }

  private mutating func flush() throws(Fault) {
    try file.write(pending.span)
    pending.removeAll()
  }

  /// Makes the file appear under its name, durably.
  package consuming func commit() throws(Fault) -> Summary {
    try flush()
    try file.synchronize()
    try temporary.rename(to: place)
    isCommitted = true
    return Summary(byteCount: byteCount, hash: hasher.digest())
  }
}

extension AtomicFile {
  /// Writes a small file whole.
  @discardableResult
  package static func write(_ bytes: Span<UInt8>, to place: FilePlace) throws(Fault) -> Summary {
    var file = try AtomicFile(place)
    try file.append(bytes)
    return try file.commit()
  }
}

// MARK: Temporary names

extension AtomicFile {
  private static let randomDigitCount = 16

  /// `NAME.0123456789abcdef.tmp` with random digits; a very long name is left out, since a name may
  /// have 255 bytes.
  package static func temporaryName(for name: String, suffix: String = temporarySuffix) -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    let padding = String(repeating: "0", count: randomDigitCount - digits.count)
    return (name.utf8.count > 200 ? "prep" : name) + "." + padding + digits + suffix
  }

  /// The name that a temporary name was made for; nil where `name` is no temporary name.
  package static func target(
    ofTemporary name: String, suffix: String = temporarySuffix
  ) -> String? {
    let bytes = Array(name.utf8)
    let end = bytes.count - suffix.utf8.count
    let start = end - randomDigitCount
    guard start > 1, bytes[end...].elementsEqual(suffix.utf8),
      bytes[start - 1] == UInt8(ascii: "."),
      bytes[start..<end].allSatisfy({
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      })
    else { return nil }
    return String(decoding: bytes[..<(start - 1)], as: UTF8.self)
  }
}

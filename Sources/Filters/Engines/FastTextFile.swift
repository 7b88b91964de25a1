/// The layout of a fastText model's file, checked before fastText's own loader sees it.
///
/// The loader believes every count: on a truncated file it allocates without end, and on a wrong
/// index it reads where nothing is. This reader walks the same fields in the same order as
/// `FastText::loadModel` of fastText 0.9.2 (format versions 11 and 12) and makes sure that all of
/// them lie within the file, that nothing follows them, and that no index can point beyond its
/// matrix. All numbers are little-endian.
struct FastTextFile {
  /// Why a file is no usable model.
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  private let byteCount: Int
  private var offset = 0
  private var dimension = 0
  private var bucketCount = 0
  /// Whether words are also looked at by their parts, or several together, which count in buckets.
  private var usesBuckets = false
  private var wordCount = 0
  private var labelCount = 0
  /// The greatest row that a part of a word may be mapped to; nil where none is mapped.
  private var prunedRows: (count: Int, greatest: Int)?

  private static let magic = 793_712_314
  private static let dictionaryByteLimit = 64 << 20
  private static let centroidCount = 256

  init(byteCount: Int) {
    self.byteCount = byteCount
  }

  /// Walks the whole file.
  mutating func check(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    guard byteCount >= 8, try int32(bytes, "magic number") == Self.magic else {
      throw Fault(
        description: "expected a fastText model (magic number \(Self.magic)), found other bytes")
    }
    let version = try int32(bytes, "format version")
    try require(
      (11...12).contains(version), "format version", expected: "11 or 12", found: version)
    try checkArguments(bytes, version: version)
    try checkDictionary(bytes)
    let isQuantized = try flag(bytes, "quantized input")
    let neededRows =
      wordCount + (prunedRows.map { $0.count == 0 ? 0 : $0.greatest + 1 } ?? bucketCount)
    if prunedRows != nil, !isQuantized {
      throw Fault(description: "the dictionary is pruned, but the input matrix is not quantized")
    }
    try checkMatrix(
      bytes, "input matrix", isQuantized: isQuantized, rows: neededRows...Int(Int32.max))
    let isOutputQuantized = try flag(bytes, "quantized output")
    try checkMatrix(
      bytes, "output matrix", isQuantized: isQuantized && isOutputQuantized,
      rows: labelCount...labelCount)
    guard offset == byteCount else {
      throw Fault(description: "expected the end at byte \(offset), found \(byteCount) bytes")
    }
  }

  private mutating func checkArguments(
    _ bytes: borrowing Span<UInt8>, version: Int
  ) throws(Fault) {
    dimension = try number(bytes, "dimension", in: 1...4096)
    // Window, epochs, minimal count and negatives matter to training alone.
    for name in ["ws", "epoch", "minCount", "neg"] { _ = try int32(bytes, name) }
    let wordGroup = try number(bytes, "wordNgrams", in: 0...16)
    _ = try number(bytes, "loss", in: 1...4)
    let kind = try int32(bytes, "model")
    guard kind == 3 else {
      throw Fault(description: "expected a supervised model (3), found one of kind \(kind)")
    }
    bucketCount = try number(bytes, "bucket", in: 0...Int(Int32.max))
    _ = try number(bytes, "minn", in: 0...16)
    // Models of version 11 have no parts of words, whatever stands here.
    let longestPart = try number(bytes, "maxn", in: 0...16)
    usesBuckets = wordGroup > 1 || (longestPart > 0 && version > 11)
    if usesBuckets {
      try require(bucketCount > 0, "bucket", expected: "1 or more", found: bucketCount)
    } else {
      bucketCount = 0
    }
    _ = try int32(bytes, "lrUpdateRate")
    try skip(8, "t")
  }

  private mutating func checkDictionary(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    let start = offset
    let count = try number(bytes, "dictionary size", in: 1...Int(Int32.max))
    wordCount = try number(bytes, "words", in: 0...count)
    labelCount = try number(bytes, "labels", in: 1...count)
    try require(
      wordCount + labelCount == count, "dictionary size", expected: "\(wordCount + labelCount)",
      found: count)
    _ = try int64(bytes, "tokens")
    let prunedCount = try int64(bytes, "pruned parts")
    for entry in 0..<count {
      try skipWord(bytes)
      let occurrences = try int64(bytes, "count of a word")
      try require(
        (0..<1_000_000_000_000_000).contains(occurrences), "count of a word", expected: "0 to 1e15",
        found: occurrences)
      let type = Int(try byte(bytes, "type of a word"))
      try require(
        type == (entry < wordCount ? 0 : 1), "type of entry \(entry)",
        expected: entry < wordCount ? "0, a word" : "1, a label", found: type)
      guard offset - start <= Self.dictionaryByteLimit else {
        throw Fault(
          description: "the dictionary has more than \(Self.dictionaryByteLimit) bytes")
      }
    }
    guard prunedCount >= 0 else { return }
    var greatest = 0
    try need(prunedCount, times: 8, "pruned parts")
    for _ in 0..<prunedCount {
      _ = try int32(bytes, "pruned part")
      greatest = max(greatest, try number(bytes, "row of a pruned part", in: 0...Int(Int32.max)))
    }
    prunedRows = (prunedCount, greatest)
  }

  /// A matrix of `rows` rows and as many columns as the model has dimensions.
  private mutating func checkMatrix(
    _ bytes: borrowing Span<UInt8>, _ name: String, isQuantized: Bool, rows: ClosedRange<Int>
  ) throws(Fault) {
    let hasNorms = isQuantized ? try flag(bytes, "norms of the \(name)") : false
    let rowCount = try int64(bytes, "rows of the \(name)")
    let columnCount = try int64(bytes, "columns of the \(name)")
    let wanted =
      rows.upperBound == rows.lowerBound ? "\(rows.lowerBound)" : "\(rows.lowerBound) or more"
    try require(
      rows.contains(rowCount), "rows of the \(name)", expected: wanted, found: rowCount)
    try require(
      columnCount == dimension, "columns of the \(name)", expected: "\(dimension)",
      found: columnCount)
    guard isQuantized else {
      try need(rowCount, times: columnCount * 4, name)
      return try skip(rowCount * columnCount * 4, name)
    }
    let codeCount = try number(bytes, "codes of the \(name)", in: 0...Int(Int32.max))
    try skip(codeCount, "codes of the \(name)")
    let partCount = try checkQuantizer(bytes, name, columnCount: columnCount)
    try require(
      codeCount == rowCount * partCount, "codes of the \(name)",
      expected: "\(rowCount * partCount)", found: codeCount)
    guard hasNorms else { return }
    try skip(rowCount, "norms of the \(name)")
    _ = try checkQuantizer(bytes, "norms of the \(name)", columnCount: 1)
  }

  /// A product quantizer; returns how many codes it makes of a row.
  private mutating func checkQuantizer(
    _ bytes: borrowing Span<UInt8>, _ name: String, columnCount: Int
  ) throws(Fault) -> Int {
    let width = try number(bytes, "quantizer of the \(name)", in: columnCount...columnCount)
    let partCount = try number(bytes, "parts of the \(name)", in: 1...width)
    let partWidth = try number(bytes, "width of parts of the \(name)", in: 1...width)
    let lastWidth = try number(bytes, "width of the last part of the \(name)", in: 1...partWidth)
    try require(
      (partCount - 1) * partWidth + lastWidth == width, "parts of the \(name)",
      expected: "\(width) columns in all", found: (partCount - 1) * partWidth + lastWidth)
    try skip(width * Self.centroidCount * 4, "centroids of the \(name)")
    return partCount
  }

  private mutating func skipWord(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    while try byte(bytes, "word") != 0 {}
  }

  private mutating func byte(
    _ bytes: borrowing Span<UInt8>, _ name: String
  ) throws(Fault) -> UInt8 {
    try need(1, times: 1, name)
    offset += 1
    return bytes[offset - 1]
  }

  /// A C++ `bool`, of which any other value is no value.
  private mutating func flag(
    _ bytes: borrowing Span<UInt8>, _ name: String
  ) throws(Fault) -> Bool {
    let value = Int(try byte(bytes, name))
    try require(value < 2, name, expected: "0 or 1", found: value)
    return value == 1
  }

  private mutating func int32(
    _ bytes: borrowing Span<UInt8>, _ name: String
  ) throws(Fault) -> Int {
    Int(Int32(truncatingIfNeeded: try integer(bytes, byteCount: 4, name)))
  }

  private mutating func int64(
    _ bytes: borrowing Span<UInt8>, _ name: String
  ) throws(Fault) -> Int {
    Int(truncatingIfNeeded: try integer(bytes, byteCount: 8, name))
  }

  private mutating func integer(
    _ bytes: borrowing Span<UInt8>, byteCount: Int, _ name: String
  ) throws(Fault) -> UInt64 {
    try need(byteCount, times: 1, name)
    var value: UInt64 = 0
    for place in 0..<byteCount { value |= UInt64(bytes[offset + place]) << UInt64(8 * place) }
    offset += byteCount
    return value
  }

  private mutating func number(
    _ bytes: borrowing Span<UInt8>, _ name: String, in range: ClosedRange<Int>
  ) throws(Fault) -> Int {
    let value = try int32(bytes, name)
    try require(
      range.contains(value), name, expected: "\(range.lowerBound) to \(range.upperBound)",
      found: value)
    return value
  }

  private mutating func skip(_ count: Int, _ name: String) throws(Fault) {
    try need(count, times: 1, name)
    offset += count
  }

  /// Makes sure that `count` things of `size` bytes each are left in the file.
  private func need(_ count: Int, times size: Int, _ name: String) throws(Fault) {
    let (bytes, overflows) = count.multipliedReportingOverflow(by: size)
    guard !overflows, bytes >= 0, bytes <= byteCount - offset else {
      throw Fault(
        description: "the file ends within the \(name), at byte \(byteCount): "
          + "it is truncated or damaged")
    }
  }

  private func require(
    _ isGood: Bool, _ name: String, expected: String, found: Int
  ) throws(Fault) {
    guard !isGood else { return }
    throw Fault(
      description: "\(name), before byte \(offset): expected \(expected), found \(found)")
  }
}

/// The layout of a fastText model's file, checked before fastText's own loader sees it.
///
/// The loader believes every count: on a truncated file it allocates without end, and on a wrong
/// index it reads where nothing is. This reader walks the same fields in the same order as
/// `FastText::loadModel` of fastText 0.9.2 (format versions 11 and 12) and makes sure that all of
/// them lie within the file, that nothing follows them, and that no index can point beyond its
/// matrix. All numbers are little-endian.
///
/// It also bounds what the loader makes of them: the paths of a Huffman tree, which may be as deep
/// as there are labels; the parts of words; and its hash tables, which can be filled so that every
/// look-up walks all of them. Within the limits below, time and memory of loading are linear in the
/// file's length, and the dictionary takes less than 1.5 GiB. So are those of this check.
struct FastTextFile {
  /// Why a file is no usable model.
  struct Flaw: Error, CustomStringConvertible {
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
  private var loss = 0
  private var longestPart = 0
  /// The bucket count of the file, which a pruned dictionary's parts lie below.
  private var statedBucketCount = 0
  /// The greatest row that a part of a word may be mapped to; nil where none is mapped.
  private var prunedRows: (count: Int, greatest: Int)?

  private static let magic = 793_712_314
  private static let dictionaryByteLimit = 64 << 20
  private static let centroidCount = 256
  private static let entryLimit = 1 << 21
  private static let labelLimit = 1 << 16
  /// Greater counts overflow the loader's sums, and are its mark for a node that is not made yet.
  private static let countLimit = 1_000_000_000_000_000
  /// Counts of 1 and more below `countLimit` give a tree of at most 72 levels.
  private static let treeDepthLimit = 128
  private static let hierarchicalSoftmax = 1
  /// The bytes of all words, each with its two marks, times the lengths of parts that are made.
  private static let wordPartLimit = 1 << 26
  private static let prunedBucketLimit = 1 << 24
  private static let prunedPartLimit = 1 << 22
  /// Good hashes leave runs of some hundreds of entries in a table as full as fastText's.
  private static let runLimit = 1024

  init(byteCount: Int) {
    self.byteCount = byteCount
  }

  /// Walks the whole file.
  mutating func check(_ bytes: borrowing Span<UInt8>) throws(Flaw) {
    guard byteCount >= 8, try int32(bytes, "magic number") == Self.magic else {
      throw Flaw(
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
      throw Flaw(description: "the dictionary is pruned, but the input matrix is not quantized")
    }
    try checkMatrix(
      bytes, "input matrix", isQuantized: isQuantized, rows: neededRows...Int(Int32.max))
    let isOutputQuantized = try flag(bytes, "quantized output")
    try checkMatrix(
      bytes, "output matrix", isQuantized: isQuantized && isOutputQuantized,
      rows: labelCount...labelCount)
    guard offset == byteCount else {
      throw Flaw(description: "expected the end at byte \(offset), found \(byteCount) bytes")
    }
  }

  private mutating func checkArguments(
    _ bytes: borrowing Span<UInt8>, version: Int
  ) throws(Flaw) {
    dimension = try number(bytes, "dimension", in: 1...4096)
    // Window, epochs, minimal count and negatives matter to training alone.
    for name in ["ws", "epoch", "minCount", "neg"] { _ = try int32(bytes, name) }
    let wordGroup = try number(bytes, "wordNgrams", in: 0...16)
    loss = try number(bytes, "loss", in: 1...4)
    let kind = try int32(bytes, "model")
    guard kind == 3 else {
      throw Flaw(description: "expected a supervised model (3), found one of kind \(kind)")
    }
    bucketCount = try number(bytes, "bucket", in: 0...Int(Int32.max))
    statedBucketCount = bucketCount
    _ = try number(bytes, "minn", in: 0...16)
    // Models of version 11 have no parts of words, whatever stands here.
    longestPart = try number(bytes, "maxn", in: 0...16)
    if version == 11 { longestPart = 0 }
    usesBuckets = wordGroup > 1 || longestPart > 0
    if usesBuckets {
      try require(bucketCount > 0, "bucket", expected: "1 or more", found: bucketCount)
    } else {
      bucketCount = 0
    }
    _ = try int32(bytes, "lrUpdateRate")
    try skip(8, "t")
  }

  private mutating func checkDictionary(_ bytes: borrowing Span<UInt8>) throws(Flaw) {
    let count = try number(bytes, "dictionary size", in: 1...Self.entryLimit)
    wordCount = try number(bytes, "words", in: 0...count)
    labelCount = try number(bytes, "labels", in: 1...min(count, Self.labelLimit))
    try require(
      wordCount + labelCount == count, "dictionary size", expected: "\(wordCount + labelCount)",
      found: count)
    _ = try int64(bytes, "tokens")
    let prunedCount = try int64(bytes, "pruned parts")
    // Before anything is set aside for them: a word has a byte of its end, 8 of count and 1 of type.
    try need(count, times: 10, "dictionary")
    try checkEntries(bytes, count: count)
    if prunedCount >= 0 { try checkPrunedParts(bytes, count: prunedCount) }
  }

  private mutating func checkEntries(
    _ bytes: borrowing Span<UInt8>, count: Int
  ) throws(Flaw) {
    let start = offset
    var table = FastTextWordTable(entryCount: count)
    var labelCounts: [Int] = []
    var partCount = 0
    for entry in 0..<count {
      let wordStart = offset
      table.insert(hash: try word(bytes))
      // The word's end is in the length; the marks that fastText puts around it are two.
      partCount += (offset - wordStart + 1) * longestPart
      try require(
        partCount <= Self.wordPartLimit, "parts of words",
        expected: "at most \(Self.wordPartLimit)", found: partCount)
      let occurrences = try int64(bytes, "count of a word")
      try require(
        (0..<Self.countLimit).contains(occurrences), "count of a word", expected: "0 to 1e15",
        found: occurrences)
      if entry >= wordCount { labelCounts.append(occurrences) }
      let type = Int(try byte(bytes, "type of a word"))
      try require(
        type == (entry < wordCount ? 0 : 1), "type of entry \(entry)",
        expected: entry < wordCount ? "0, a word" : "1, a label", found: type)
      guard offset - start <= Self.dictionaryByteLimit else {
        throw Flaw(
          description: "the dictionary has more than \(Self.dictionaryByteLimit) bytes")
      }
    }
    let run = table.longestRun()
    try require(
      run <= Self.runLimit, "words of neighbouring hashes",
      expected: "at most \(Self.runLimit) in a row", found: run)
    if loss == Self.hierarchicalSoftmax { try checkTree(labelCounts) }
  }

  private func checkTree(_ labelCounts: [Int]) throws(Flaw) {
    // No sum overflows: there are at most `labelLimit` counts, each below 1e15, added until 1e15.
    var total = 0
    for count in labelCounts where total < Self.countLimit { total += count }
    try require(
      total < Self.countLimit, "counts of the labels", expected: "less than 1e15 in all",
      found: total)
    let depth = FastTextLabelTree.depth(counts: labelCounts)
    try require(
      depth <= Self.treeDepthLimit, "levels of the labels' tree",
      expected: "at most \(Self.treeDepthLimit)", found: depth)
  }

  /// Where parts of words that were kept lie in the input matrix: a hash table of fastText's, whose
  /// chains are short where its keys lie below a bucket count that is not much greater.
  private mutating func checkPrunedParts(
    _ bytes: borrowing Span<UInt8>, count: Int
  ) throws(Flaw) {
    try need(count, times: 8, "pruned parts")
    try require(
      count == 0 || statedBucketCount <= Self.prunedBucketLimit, "bucket",
      expected: "at most \(Self.prunedBucketLimit) where parts are pruned",
      found: statedBucketCount)
    let limit = min(statedBucketCount, Self.prunedPartLimit)
    try require(
      count <= limit, "pruned parts", expected: "at most \(limit)", found: count)
    var greatest = 0
    for _ in 0..<count {
      _ = try number(bytes, "pruned part", in: 0...(statedBucketCount - 1))
      greatest = max(greatest, try number(bytes, "row of a pruned part", in: 0...Int(Int32.max)))
    }
    prunedRows = (count, greatest)
  }

  /// A matrix of `rows` rows and as many columns as the model has dimensions.
  private mutating func checkMatrix(
    _ bytes: borrowing Span<UInt8>, _ name: String, isQuantized: Bool, rows: ClosedRange<Int>
  ) throws(Flaw) {
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
  ) throws(Flaw) -> Int {
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

  /// The hash of the word that ends with the next 0.
  private mutating func word(_ bytes: borrowing Span<UInt8>) throws(Flaw) -> UInt32 {
    var hash = FastTextWordTable.emptyHash
    while true {
      let byte = try byte(bytes, "word")
      guard byte != 0 else { return hash }
      FastTextWordTable.add(byte, to: &hash)
    }
  }

  private mutating func byte(
    _ bytes: borrowing Span<UInt8>, _ name: String
  ) throws(Flaw) -> UInt8 {
    try need(1, times: 1, name)
    offset += 1
    return bytes[offset - 1]
  }

  /// A C++ `bool`, of which any other value is no value.
  private mutating func flag(
    _ bytes: borrowing Span<UInt8>, _ name: String
  ) throws(Flaw) -> Bool {
    let value = Int(try byte(bytes, name))
    try require(value < 2, name, expected: "0 or 1", found: value)
    return value == 1
  }

  private mutating func int32(
    _ bytes: borrowing Span<UInt8>, _ name: String
  ) throws(Flaw) -> Int {
    Int(Int32(truncatingIfNeeded: try integer(bytes, byteCount: 4, name)))
  }

  private mutating func int64(
    _ bytes: borrowing Span<UInt8>, _ name: String
  ) throws(Flaw) -> Int {
    Int(truncatingIfNeeded: try integer(bytes, byteCount: 8, name))
  }

  private mutating func integer(
    _ bytes: borrowing Span<UInt8>, byteCount: Int, _ name: String
  ) throws(Flaw) -> UInt64 {
    try need(byteCount, times: 1, name)
    var value: UInt64 = 0
    for place in 0..<byteCount { value |= UInt64(bytes[offset + place]) << UInt64(8 * place) }
    offset += byteCount
    return value
  }

  private mutating func number(
    _ bytes: borrowing Span<UInt8>, _ name: String, in range: ClosedRange<Int>
  ) throws(Flaw) -> Int {
    let value = try int32(bytes, name)
    try require(
      range.contains(value), name, expected: "\(range.lowerBound) to \(range.upperBound)",
      found: value)
    return value
  }

  private mutating func skip(_ count: Int, _ name: String) throws(Flaw) {
    try need(count, times: 1, name)
    offset += count
  }

  /// Makes sure that `count` things of `size` bytes each are left in the file.
  private func need(_ count: Int, times size: Int, _ name: String) throws(Flaw) {
    let (bytes, overflows) = count.multipliedReportingOverflow(by: size)
    guard !overflows, bytes >= 0, bytes <= byteCount - offset else {
      throw Flaw(
        description: "the file ends within the \(name), at byte \(byteCount): "
          + "it is truncated or damaged")
    }
  }

  private func require(
    _ isGood: Bool, _ name: String, expected: String, found: Int
  ) throws(Flaw) {
    guard !isGood else { return }
    throw Flaw(
      description: "\(name), before byte \(offset): expected \(expected), found \(found)")
  }
}

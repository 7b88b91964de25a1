/// A small fastText model's file, field by field, good unless a test changes it.
struct FastTextBytes {
  /// As fastText numbers them: hierarchical softmax, negative sampling, softmax, one against all.
  static let losses: [Int32] = [1, 2, 3, 4]

  var loss: Int32 = 3
  var dimension = 2
  var bucketCount: Int32 = 8
  var longestPart: Int32 = 3
  var words: [[UInt8]] = [Array("</s>".utf8), Array("the".utf8), Array("und".utf8)]
  var labels: [[UInt8]] = ["en", "de", "fr"].map { Array("__label__\($0)".utf8) }
  var labelCounts: [Int] = [30, 20, 10]
  /// Keys and rows of a pruned dictionary, which goes with a quantized matrix.
  var prunedParts: [(key: Int32, row: Int32)]?
  /// The value of each element of the matrices.
  var element: Float = 0.5
  /// What the input matrix says of its rows; nil for those that it has.
  var statedRowCount: Int?

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func put(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }
    func put(matrixOf rowCount: Int, stated: Int? = nil) {
      put(stated ?? rowCount)
      put(dimension)
      for _ in 0..<(rowCount * dimension) { put(element.bitPattern) }
    }
    put(Int32(793_712_314))
    put(Int32(12))
    // Window, epochs, minimal count, negatives; word groups, loss, supervised.
    for value in [Int32(dimension), 5, 1, 1, 5, 1, loss, 3] { put(value) }
    for value in [bucketCount, 2, longestPart, 100] { put(value) }
    put(Double(0.0001).bitPattern)
    for value in [words.count + labels.count, words.count, labels.count] { put(Int32(value)) }
    put(100)
    put(prunedParts?.count ?? -1)
    for word in words {
      bytes += word + [0]
      put(1)
      bytes.append(0)
    }
    for (label, count) in zip(labels, labelCounts) {
      bytes += label + [0]
      put(count)
      bytes.append(1)
    }
    for part in prunedParts ?? [] {
      put(part.key)
      put(part.row)
    }
    if let prunedParts {
      // Quantized, without norms: a code a row and 256 centroids, all dimensions in one part.
      bytes += [1, 0]
      let rowCount = words.count + prunedParts.count
      put(rowCount)
      put(dimension)
      put(Int32(rowCount))
      bytes += [UInt8](repeating: 7, count: rowCount)
      for value in [dimension, 1, dimension, dimension] { put(Int32(value)) }
      for _ in 0..<(dimension * 256) { put(element.bitPattern) }
    } else {
      bytes.append(0)
      put(matrixOf: words.count + Int(bucketCount), stated: statedRowCount)
    }
    bytes.append(0)
    put(matrixOf: labels.count)
    return bytes
  }
}

import CPieceSplitter

/// Cuts a text into the pieces of Llama 3's pretokenizer, a window at a time.
///
/// The pieces are the successive matches of
///
///     (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}
///       | ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
///
/// (Meta's llama-models, `models/llama3/tokenizer.py`), which between them match every text with
/// nothing left out. The cuts are found by `CPieceSplitter`; `ReferencePretokenizer` finds them
/// straight from the pattern.
///
/// Bytes that are not well-formed UTF-8 count each as a character of its own that is neither
/// letter, number nor white space, so any bytes can be cut.
struct PieceSplitter: ~Copyable {
  /// 4 KiB: large enough that what is asked for has come when it is looked at.
  private static let batchesPerWindow = 64
  /// The most pieces that end in a window.
  static let piecesPerWindow = batchesPerWindow * 64

  /// Offsets from `origin` where pieces start: `pieceCount` of them and one more, the last one's
  /// end.
  let starts: UnsafeMutablePointer<UInt32>
  private(set) var origin = 0
  private(set) var pieceCount = 0

  private let splitter: UnsafeMutablePointer<cprep_splitter>
  private let kernel: cprep_split_kernel
  private let tables: cprep_class_tables
  /// Where the piece starts that the next window ends.
  private var unfinished = 0

  /// - Parameter kernel: Other than the best for tests.
  init(tables: VocabularyTables, kernel: cprep_split_kernel = cprep_split_best_kernel()) {
    self.kernel = kernel
    self.tables = cprep_class_tables(
      blockNumbers: tables.blockNumbers, blockWords: tables.blockWords,
      codePointLimit: CodePointClassTables.codePointLimit)
    // One more at each end, and what the kernels overwrite.
    starts = .allocate(capacity: Self.piecesPerWindow + 66)
    splitter = .allocate(capacity: 1)
  }

  deinit {
    starts.deallocate()
    splitter.deallocate()
  }

  /// Starts on a text, which must stay where it is until `next` has returned false.
  mutating func begin(_ text: UnsafePointer<UInt8>, byteCount: Int) {
    cprep_split_begin(splitter, kernel, tables, text, byteCount)
    (origin, pieceCount, unfinished) = (0, 0, 0)
  }

  /// Finds the pieces of the next window; false where none is left.
  ///
  /// A piece belongs to the window in which it ends, so there can be a window without any.
  mutating func next() -> Bool {
    guard splitter.pointee.position < splitter.pointee.count else { return false }
    let isFirst = splitter.pointee.position == 0
    origin = unfinished
    // The pieces' starts must fit 32 bits; the first of a text is always at 0.
    precondition(splitter.pointee.position - origin < Int(UInt32.max) - 4096, "a piece of 4 GiB")
    starts[0] = 0
    let place = isFirst ? starts : starts + 1
    // SAFETY: the kernel writes at most 64 starts a batch and 64 beyond them.
    let found = cprep_split(splitter, place, origin, Self.batchesPerWindow)
    pieceCount = isFirst ? found - 1 : found
    if splitter.pointee.position >= splitter.pointee.count {
      pieceCount += 1
      starts[pieceCount] = UInt32(splitter.pointee.count - origin)
    }
    unfinished = origin + Int(starts[pieceCount])
    return true
  }
}

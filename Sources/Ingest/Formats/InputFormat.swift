import Records

/// How records lie in an input: what stands between them, and how each is cut out.
///
/// A format is one such value in a file of its own, and a line in `InputFormats.all`; it states all
/// that the rest must know of it. Bytes are those of the decompressed input.
package struct InputFormat: Sendable {
  /// Whether an input that begins with `beginning` is of the format; nil where more bytes are needed
  /// to tell.
  package typealias Claim = @Sendable (_ beginning: Span<UInt8>) -> Bool?

  /// Takes the record at `position` of the unit, and what stands between it and the next.
  ///
  /// It hands each record to the parser's `take`, counts with `passOver` what is none, and tells faults
  /// with `reject`.
  /// - Returns: Where the next record begins, after `position`; at the last the segment's end.
  typealias Reader =
    @Sendable (
      _ position: UInt64, _ segment: SegmentBytes, _ parser: inout RecordParser,
      _ batch: inout ConversationBatch
    ) -> UInt64

  /// How records that were fetched one by one are joined, so that `read` finds each again.
  struct Joints: Sendable {
    /// What stands before the first.
    var opening: [UInt8] = []
    /// What stands after each.
    var closing: [UInt8]
  }

  /// The format's name in documents and tests: `a-z` and `_`.
  package let name: String
  /// What messages call a record by its place: a line, say.
  let recordName: String
  /// Tells inputs of the format by their first bytes.
  package let claims: Claim
  /// Whether a border can be told by the few bytes before it, wherever one begins to look.
  ///
  /// Then only some bytes around each border of a plain file are read while it is cut into units.
  let bordersStandAlone: Bool
  /// Whether an input says itself where it ends, so that one that stops at a border is broken off.
  ///
  /// The reader then looks on at each border, and `SegmentBytes.isInputEnd` can be relied on.
  let saysItsEnd: Bool
  /// Makes what finds the borders of one input, from its first byte on; with borders that stand alone
  /// also from any other byte.
  let makeScan: @Sendable () -> any BorderScan
  let joints: Joints
  let read: Reader

  /// Whether every line that is not blank is a record, and nothing else is.
  package var bordersAreLineEnds: Bool { name == InputFormats.fallback.name }
}

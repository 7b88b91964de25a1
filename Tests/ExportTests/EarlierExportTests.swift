import ByteIO
import Export
import TestSupport
import Testing

/// How an earlier export is told, piece by piece.
@Suite struct EarlierExportTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func isReplaced(_ text: String, _ beginning: EarlierExport.Piece...) throws -> Bool {
    EarlierExport.mayBeReplaced(
      at: FilePlace(try directory.write(text, to: "file")), beginning: beginning)
  }

  @Test func textsAndNumbersComeInTheirOrder() throws {
    #expect(try isReplaced("[1,-2]end", .text("["), .numbers, .text("]end")))
    #expect(try isReplaced("[]end", .text("["), .numbers, .text("]end")))
    #expect(try !isReplaced("[1,-2]en", .text("["), .numbers, .text("]end")))
    #expect(try !isReplaced("[1,x]end", .text("["), .numbers, .text("]end")))
    #expect(try !isReplaced(" [1]end", .text("["), .numbers, .text("]end")))
  }

  @Test func oneOfSeveralTexts() throws {
    for text in ["head,a", "head,b and more"] {
      #expect(try isReplaced(text, .text("head,a", "head,b")), "\(text)")
    }
    for text in ["head", "head,", "head,c", "h"] {
      #expect(try !isReplaced(text, .text("head,a", "head,b")), "\(text)")
    }
  }

  @Test func numbersMayTakeMoreThanAPiece() throws {
    let numbers = String(repeating: "128009,", count: 30_000)
    #expect(try isReplaced("[" + numbers + "]end", .text("["), .numbers, .text("]end")))
    #expect(try !isReplaced("[" + numbers + "]", .text("["), .numbers, .text("]end")))
  }

  @Test func anEmptyFileAndNoFileMayBeReplaced() throws {
    #expect(try isReplaced("", .text("head")))
    #expect(EarlierExport.mayBeReplaced(at: directory.place("none"), beginning: [.text("head")]))
  }
}

import Records
import Testing

@testable import Filters

@Suite struct LineCountTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\n\n", 2), ("\n", 1), ("a\r\nb\r\n", 2),
  ])
  func linesAreCountedAsAnEditorShowsThem(_ text: String, _ count: Int) {
    #expect(LineCountFilter.lineCount(of: Array(text.utf8).span) == count)
  }

  @Test func answersAloneAreCounted() throws {
    var options = LineCountOptions()
    #expect(options.filter() == nil)
    options.maximum = 2
    var filter = try #require(options.filter())
    var batch = batch([
      [(.user, "a\nb\nc"), (.assistant, "a\nb")],
      [(.user, "a"), (.assistant, "a"), (.user, "b"), (.assistant, "a\nb\nc")],
    ])
    filter.apply(to: &batch)
    #expect(batch.records.map(\.isRejected) == [false, true])
    #expect(
      batch.rejections.map(\.verdict) == [
        Verdict(
          .quality, rule: "lines", detail: "lines: 3 in response 2, wanted at most 2")
      ])
  }
}

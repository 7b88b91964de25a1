import ByteIO
import Records
import Testing

@testable import Pipeline

@Suite struct FunnelTests {
  @Test func everyReasonBelongsToOneStage() {
    #expect(Funnel.coversEveryReason)
  }

  @Test func stagesCountDownToWhatIsKept() throws {
    let funnel = Funnel(
      recordCount: 1000, rejected: [.malformedJSON: 100, .language: 90, .tooLong: 10],
      tokenCount: 50_000, rejectedTokens: [.tooLong: 8000])
    guard case .array(let rows) = funnel.report else {
      Issue.record("the report is no array")
      return
    }
    #expect(
      rows[1] == [
        "after": "sound", "records": 900, "percent_of_input": .number(90),
        "percent_of_previous": .number(90),
        "tokens": .null,
      ])
    #expect(
      rows[2] == [
        "after": "language", "records": 810, "percent_of_input": .number(81),
        "percent_of_previous": .number(90),
        "tokens": .null,
      ])
    #expect(
      rows.last == [
        "after": "cap", "records": 800, "percent_of_input": .number(80),
        "percent_of_previous": .number(100),
        "tokens": 42_000,
      ])
  }

  @Test func emptyInputHasNoPercent() {
    let funnel = Funnel(recordCount: 0, rejected: [:], tokenCount: 0, rejectedTokens: [:])
    guard case .array(let rows) = funnel.report else { return }
    #expect(rows.count == 8)
    #expect(
      rows[0] == [
        "after": "read", "records": 0, "percent_of_input": .number(0),
        "percent_of_previous": .number(0),
        "tokens": .null,
      ])
  }
}

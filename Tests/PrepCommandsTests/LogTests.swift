import ByteIO
import TestSupport
import Testing

@testable import PrepCommands

/// The log of JSON: one object a line, whatever is in it.
@Suite struct LogTests {
  @Test func datesAreGregorian() {
    let dates = [
      (0, (1970, 1, 1)), (58, (1970, 2, 28)), (59, (1970, 3, 1)), (789, (1972, 2, 29)),
      (11_016, (2000, 2, 29)), (20_587, (2026, 5, 14)), (47_540, (2100, 2, 28)),
      (47_541, (2100, 3, 1)), (2_932_896, (9999, 12, 31)),
    ]
    for (days, date) in dates { #expect(Timestamp.date(daysSince1970: days) == date, "\(days)") }
  }

  @Test func theMomentIsWrittenWhole() throws {
    let now = Timestamp.now
    #expect(now.utf8.count == Timestamp.byteCount)
    #expect(now.wholeMatch(of: /20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z/) != nil)
  }

  @Test func theTimeIsWhereASignalsHandlerPutsIt() {
    let line = LogEntry(.note, "a").formatted(.json).characters
    let time = line.utf8.dropFirst(LogEntry.timeOffset).prefix(Timestamp.byteCount)
    #expect(String(time)?.hasSuffix("Z") == true)
    #expect(
      line.utf8.dropFirst(LogEntry.timeOffset + Timestamp.byteCount).first == UInt8(ascii: "\""))
  }

  @Test func hostileTextIsOneLineOfJSONAndShowsNothingLive() throws {
    let hostile = "a\n\u{1B}[31m\u{202E}\"\\\u{EF80}\u{0}é"
    for format in [LogFormat.text, .json] {
      let line = LogEntry(Fault(.usage, hostile, details: [hostile])).formatted(format).characters
      #expect(
        !line.unicodeScalars.contains { "\u{1B}\u{202E}\u{0}\u{EF80}".unicodeScalars.contains($0) })
    }
    let line = LogEntry(Fault(.usage, hostile, details: [hostile])).formatted(.json).characters
    #expect(line.count { $0 == "\n" } == 1)
    let value = try JSONReader(parsing: Array(line.utf8).span)
    #expect(try value["message"].string() == "a␊␛[31m<U+202E>\"\\\\x80␀é")
    #expect(try value["details"].elements().count == 1)
    #expect(try value["kind"].string() == "usage")
    #expect(try value["status"].integer() == 2)
  }

  @Test func theFormatIsFoundBeforeTheArgumentsAreParsed() {
    #expect(LogFormat.asked(for: ["build", "--log-format", "json"]) == .json)
    #expect(LogFormat.asked(for: ["build", "--log-format=json", "x"]) == .json)
    #expect(LogFormat.asked(for: ["build", "--log-format=json", "--log-format", "text"]) == .text)
    #expect(LogFormat.asked(for: ["build", "--", "--log-format=json"]) == .text)
    #expect(LogFormat.asked(for: ["build", "--log-format"]) == .text)
    #expect(LogFormat.asked(for: ["build", "--log-format=yaml"]) == .text)
  }

  @Test func theSchemaHasAllStagesUnitsAndEvents() throws {
    let text = try FileSystem.bytes(of: Fixtures.repositoryRoot + "/docs/schemas/log.schema.json")
    let schema = try JSONReader(parsing: text.span)
    let definitions = try schema["definitions"]
    let stages = try definitions["stage"]["enum"].elements().map { try $0.string() }
    #expect(stages == ProgressStage.all.map(\.name))
    let events = try schema["properties"]["event"]["enum"].elements().map { try $0.string() }
    #expect(events == LogEntry.Event.allCases.map(\.rawValue))
    let units = try definitions["unit"]["enum"].elements().compactMap { try? $0.string() }
    let own = Set(ProgressStage.all.compactMap(\.unit).map(\.rawValue))
    #expect(own.isSubset(of: units))
  }
}

import ByteIO
import Ingest
import Records
import TestSupport
import Testing

/// The examples in docs/INPUT.md come to what the page says.
@Suite struct InputDocumentTests {
  /// The cells of all table rows of the page, without the code marks around them.
  private static func rows() throws -> [[String]] {
    let path = Fixtures.repositoryRoot + "/docs/INPUT.md"
    let page = String(decoding: try FileSystem.bytes(of: path), as: UTF8.self)
    return page.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { row in
      row.split(separator: "|").map { cell in
        String(cell.drop { " `".contains($0) }.reversed().drop { " `".contains($0) }.reversed())
      }
    }
  }

  @Test func everyExampleOfAReasonGetsItsDetail() throws {
    var reason: RejectionReason?
    var seen: Set<RejectionReason> = []
    var exampleCount = 0
    for row in try Self.rows() where row.count == 3 {
      if let named = RejectionReason(rawValue: row[0]) { reason = named }
      guard let reason else { continue }
      seen.insert(reason)
      guard row[1].hasPrefix("{") || row[1].hasPrefix("[") else { continue }
      #expect(try outcomes(of: row[1]).map(\.result) == [.rejected(reason, row[2])], "\(row[1])")
      exampleCount += 1
    }
    #expect(exampleCount >= 16)
    #expect(
      seen == [
        .oversizedLine, .invalidUTF8, .malformedJSON, .notAnObject, .unknownSchema,
        .missingField, .duplicateKey, .wrongType, .emptyField, .templateError,
      ])
  }

  @Test func everyFormHasAnExample() throws {
    let rows = try Self.rows()
    #expect(
      rows.map { $0[0] }.filter { name in FormList.all.contains { $0.name == name } }
        == FormList.all.map(\.name))
    for (definition, form) in zip(FormList.all, FormList.forms) {
      let row = try #require(rows.first { $0[0] == definition.name })
      guard case .kept(form, _, _) = try #require(outcomes(of: row[1]).first).result else {
        Issue.record("\(row[1])")
        continue
      }
    }
  }
}

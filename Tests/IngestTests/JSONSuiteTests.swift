import ByteIO
import Glibc
import Ingest
import TestSupport
import Testing

private let suiteDirectory = getenv("PREP_JSON_SUITE").map { String(cString: $0) }

/// The files of a JSON parsing test suite, which are not part of this repository.
///
/// `PREP_JSON_SUITE` names their directory: files that begin with `y_` must be accepted, with
/// `n_` rejected, with `i_` either (github.com/nst/JSONTestSuite, its folder test_parsing).
@Suite(.enabled(if: suiteDirectory != nil, "PREP_JSON_SUITE is not set"))
struct JSONSuiteTests {
  private func faults(
    inFilesWithPrefix prefix: String
  ) throws -> [(name: String, fault: RecordFault?)] {
    let directory = try #require(suiteDirectory)
    var parser = JSONDocumentParser(maximumDepth: 1024)
    return try FileSystem.names(in: directory).filter { $0.hasPrefix(prefix) }.map { name in
      (name, parser.fault(in: try FilePlace("\(directory)/\(name)").read()))
    }
  }

  @Test func soundFilesAreAccepted() throws {
    let files = try faults(inFilesWithPrefix: "y_")
    #expect(files.count >= 95)
    for (name, fault) in files { #expect(fault == nil, "\(name)") }
  }

  @Test func unsoundFilesAreRejectedWithAPlace() throws {
    let files = try faults(inFilesWithPrefix: "n_")
    #expect(files.count >= 187)
    for (name, fault) in files {
      #expect(fault?.detail.contains("at byte ") == true, "\(name)")
    }
  }

  @Test func openFilesAreAcceptedOrRejectedLikeTheSlowTwin() throws {
    for (name, fault) in try faults(inFilesWithPrefix: "i_") {
      let path = "\(try #require(suiteDirectory))/\(name)"
      let twin = try? ReferenceJSON(parsing: FileSystem.bytes(of: path))
      #expect((fault == nil) == (twin != nil), "\(name)")
    }
  }
}

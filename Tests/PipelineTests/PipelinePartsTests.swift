import ByteIO
import TestSupport
import Testing

@testable import Pipeline

/// The small pieces that the stages are made of.
@Suite struct PipelinePartsTests {
  /// The vectors of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func base64IsThatOfTheStandard(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(text.utf8))
  }

  @Test func allBytesComeBackFromBase64AndNothingElseIsTaken() {
    let bytes = (0...255 as ClosedRange<UInt8>).map { $0 }
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    for text in [
      "Z", "Zg", "Zg=", "Z===", "====", "Zm9v=", "Zm8=Zm8=", "Zm9\u{E9}", "Zm 9", "Zm-_",
    ] {
      #expect(Base64.decode(text) == nil, "\(text)")
    }
  }

  @Test func differencesOfIdentitiesAreNamedByTheirPath() {
    let then = BuildIdentity(["options": ["seed": 0, "pack": "best-fit"], "inputs": ["a", "b"]])
    let now = BuildIdentity(["options": ["seed": 1, "pack": "best-fit"], "inputs": ["a"]])
    #expect(
      now.differences(from: then).map(\.path) == ["options.seed", "inputs"])
    #expect(now.differences(from: now).isEmpty)
  }

  @Test func namesOfInputsDoNotCountAmongWhatDecidesTheRows() {
    let one = BuildIdentity(["options": ["seed": 0], "inputs": ["a"]])
    let other = BuildIdentity(["options": ["seed": 0], "inputs": ["b"]])
    let seeded = BuildIdentity(["options": ["seed": 1], "inputs": ["a"]])
    #expect(one.configurationDigest == other.configurationDigest)
    #expect(one.configurationDigest != seeded.configurationDigest)
  }

  @Test func faultOfOneWorkerEndsAllAndIsTheOneReported() {
    let error = #expect(throws: Fault.self) {
      try Workers.run(3) { (shouldEnd) throws(Fault) in
        let isFirst = Thread.number.withLock { number in
          number += 1
          return number == 1
        }
        if isFirst { throw .outputInUse("here") }
        while !shouldEnd() {}
        throw .interrupted(resumes: true)
      }
    }
    #expect(error == .outputInUse("here"))
  }

  /// Counts the workers as they start.
  private enum Thread {
    static let number = Monitor<Int>(0)
  }
}

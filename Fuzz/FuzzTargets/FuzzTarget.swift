import ByteIO
import TestSupport

/// Something that reads bytes from outside.
///
/// What a target must not do is crash, hang, leak or take much memory: an error is as good as a
/// result.
package protocol FuzzTarget: SendableMetatype {
  init() throws
  /// Reads `bytes`.
  func run(_ bytes: [UInt8])
}

/// All targets by their names, which are also those of their folders in `fixtures/fuzz`.
package let fuzzTargets: [String: any FuzzTarget.Type] = [
  "shard": ShardTarget.self, "plan": PlanTarget.self, "manifest": ManifestTarget.self,
  "part": PartTarget.self, "lines": LinesTarget.self, "tokenizer": TokenizerTarget.self,
  "fasttext": FastTextTarget.self, "patterns": PatternsTarget.self,
  "vocabulary": VocabularyTarget.self, "statistics": StatisticsTarget.self,
  "repair": RepairTarget.self,
]

extension FuzzTarget {
  /// Calls `body` and takes any error for an answer.
  func attempt(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      // To say what is wrong is part of the work.
      precondition(!"\(error)".isEmpty)
    }
  }

  /// Reads `bytes` as they come and with their hashes made right by `seal`, so that values are
  /// reached which a hash would keep away.
  func attempt(
    _ bytes: [UInt8], sealedBy seal: (inout [UInt8]) -> Void, _ read: ([UInt8]) throws -> Void
  ) {
    attempt { try read(bytes) }
    var sealed = bytes
    seal(&sealed)
    attempt { try read(sealed) }
  }
}

/// The file that a target's input is written to.
struct InputPath {
  private let directory: TemporaryDirectory
  var path: String { directory.file("input") }

  init() throws {
    directory = try TemporaryDirectory()
  }

  func write(_ bytes: [UInt8]) throws -> String { try directory.write(bytes, to: "input") }
}

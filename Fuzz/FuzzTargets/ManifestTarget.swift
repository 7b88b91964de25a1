import ByteIO
import Shards
import TestSupport

/// A JSON document of ours: a manifest, as it comes and with its hash made right, or a receipt.
package struct ManifestTarget: FuzzTarget {
  package init() {}

  package func run(_ bytes: [UInt8]) {
    attempt {
      let reader = try JSONReader(parsing: bytes.span)
      attempt { _ = try PartReceipt(reader) }
      attempt { _ = try ShardSummary(reader) }
      attempt { try read(reader) }
      let sealed = Seal.manifest(reader.value)
      attempt { try read(try JSONReader(parsing: sealed.span)) }
    }
  }

  private func read(_ reader: JSONReader) throws {
    let manifest = try Manifest(reader)
    for file in manifest.files { precondition(!file.name.contains("..")) }
    for shard in manifest.shards { precondition(shard.name.utf8.starts(with: "shards/".utf8)) }
    // What was read is written as something that reads as the same.
    let text = Array(JSONWriter.pages(manifest.json).utf8)
    let again = try Manifest(JSONReader(parsing: text.span))
    precondition(again == manifest)
  }
}

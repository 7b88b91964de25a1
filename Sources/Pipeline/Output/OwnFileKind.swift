import ByteIO
import Shards

/// The kinds of file that `prep` makes in a data set's directory, told by how they begin.
///
/// A name alone proves nothing: `plan` and `report.json` are names that others give too.
enum OwnFileKind {
  case manifest, plan, report, runLog
  case rejected, shard
  /// `work/build.json`, the record of a begun build.
  case identity
  /// `work/kept`, which is empty.
  case keptMarker
  case part, partReceipt, borderline
  case shardReceipt
  /// What one task leaves to others.
  case table

  /// What a file of the kind holds at its beginning, and from which byte on.
  var beginning: (byteOffset: UInt64, text: String) {
    switch self {
    case .manifest: (0, "{\n  \"format\": \"\(Manifest.format)\",\n")
    // The magic letters follow the header of a skippable frame.
    case .plan: (8, PlanLayout.magic)
    case .shard: (8, ShardLayout.magic)
    case .report: (0, "{\n  \"records_in\": ")
    case .runLog: (0, "{\n  \"seconds\": ")
    case .rejected: (0, "{\"file\":")
    case .identity: (0, "{\n  \"tool\": {\n    \"name\": \"prep\"")
    case .keptMarker: (0, "")
    case .part: (0, PartLayout.magic)
    case .partReceipt: (0, "{\n  \"format\": \"\(PartReceipt.format)\",\n")
    case .table: (0, TableFile.magic)
    case .borderline: (0, "{\"segment\":")
    case .shardReceipt: (0, "{\n  \"name\": \"shards/")
    }
  }

  /// Whether the file at `place` is of this kind; nil where it cannot be read.
  ///
  /// - Parameter ifEmpty: What an empty file is: of every kind, since nothing is lost with it.
  func isKind(of place: FilePlace, ifEmpty: Bool = true) -> Bool? {
    let (byteOffset, text) = beginning
    let beginning = Array(text.utf8)
    var bytes = ByteBuffer()
    do throws(Fault) {
      let file = try File.openRegular(place)
      guard try file.byteCount() > 0 else { return ifEmpty }
      return try file.read(beginning.count, at: byteOffset, into: &bytes) == beginning.count
        && !beginning.isEmpty && bytes.array == beginning
    } catch {
      return nil
    }
  }
}

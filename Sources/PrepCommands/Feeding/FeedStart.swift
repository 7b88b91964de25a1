import ByteIO
import GPUFeeder

/// Where `prep feed` starts and ends.
struct FeedStart {
  var epoch: UInt64
  var skip: UInt64
  var batches: UInt64?
  var statePath: String?

  /// The saved state, where there is one.
  func savedState() throws -> FeederState? {
    guard let statePath else { return nil }
    let text = String(
      decoding: try TextInput.read(statePath, limit: StateFile.byteLimit), as: UTF8.self)
    do { return try FeederState(parsing: text) } catch { throw error.at(statePath) }
  }
}

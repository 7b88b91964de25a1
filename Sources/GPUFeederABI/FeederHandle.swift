import ByteIO
import CGPUFeeder
import GPUFeeder

/// What a `gf_feeder` points to.
final class FeederHandle: Sendable {
  let feeder: Feeder
  private let message = Monitor("")

  init(_ feeder: Feeder) {
    self.feeder = feeder
  }

  /// The object behind a handle that `gf_open` gave and `gf_free` has not taken back.
  static func of(_ pointer: OpaquePointer) -> FeederHandle {
    // SAFETY: the header obliges the caller to pass only such handles.
    unsafe Unmanaged<FeederHandle>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
  }

  func note(_ text: String) {
    message.withLock { $0 = text }
  }

  var lastMessage: String { message.withLock { $0 } }

  /// Keeps what an error says, and gives its status.
  func note(_ error: FeederError) -> gf_status {
    // In a forked child another thread may have held the lock for ever.
    if error != .forked { note(error.description) }
    return Self.status(of: error)
  }

  static func status(of error: FeederError) -> gf_status {
    let status =
      switch error {
      case .options, .state, .usage: GF_USAGE
      case .allLeased: GF_ALL_LEASED
      case .closed: GF_CLOSED
      case .forked: GF_FORKED
      case .dataSet, .block, .system, .cuda: GF_ERROR
      }
    return gf_status(status)
  }

  /// Copies `text` with a terminating zero to `target`, cut at `capacity`; false where it was cut.
  @discardableResult
  static func copy(
    _ text: String, to target: UnsafeMutablePointer<CChar>?, _ capacity: Int
  ) -> Bool {
    guard let target = unsafe target, capacity > 0 else { return false }
    var text = FileName.readable(text)
    return text.withUTF8 { bytes in
      let count = min(bytes.count, capacity - 1)
      // SAFETY: `count` bytes and a zero are at most `capacity`, which the caller answers for.
      for index in 0..<count { unsafe target[index] = unsafe CChar(bitPattern: bytes[index]) }
      unsafe target[count] = 0
      return count == bytes.count
    }
  }
}

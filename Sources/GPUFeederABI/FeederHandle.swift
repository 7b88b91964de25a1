import ByteIO
import CGPUFeeder
import GPUFeeder

/// What a `gf_feeder` points to: it stays when the feeder is freed.
final class FeederHandle: Sendable {
  private let reference: FreeableReference<Feeder>
  private let message = Monitor("")

  init(_ feeder: Feeder) {
    reference = FreeableReference(feeder)
  }

  /// The object behind a handle that `gf_open` gave; nil for null.
  static func of(_ pointer: OpaquePointer?) -> FeederHandle? {
    // SAFETY: the header obliges the caller to pass only such handles, which are never given back.
    unsafe pointer.map {
      unsafe Unmanaged<FeederHandle>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue()
    }
  }

  /// The feeder; nil once it was freed.
  var feeder: Feeder? { reference.object }

  /// Closes the feeder and lets go of it; again does nothing.
  func free() {
    reference.take()?.close()
  }

  /// Answers a call: by `body` with the feeder behind `pointer`, and by a status of its own where
  /// there is none or `hasArguments` says that something was null.
  static func answer(
    _ pointer: OpaquePointer?, hasArguments: Bool = true,
    _ body: (FeederHandle, Feeder) throws(Fault) -> gf_status
  ) -> gf_status {
    guard let handle = unsafe of(pointer) else { return gf_status(GF_USAGE) }
    guard let feeder = handle.feeder else { return gf_status(GF_CLOSED) }
    do throws(Fault) {
      try feeder.checkProcess()
      guard hasArguments else { throw .usage("an argument is null that must not be") }
      return try body(handle, feeder)
    } catch {
      return handle.note(error)
    }
  }

  /// How long a caller wants to wait; nil for ever.
  static func timeout(_ seconds: Double) throws(Fault) -> Double? {
    guard !seconds.isNaN else {
      throw .usage("timeout_seconds: expected a number of seconds, found NaN")
    }
    return seconds < 0 ? nil : seconds
  }

  func note(_ text: String) {
    message.withLock { $0 = text }
  }

  var lastMessage: String { message.withLock { $0 } }

  /// Keeps what an error says, and gives its status.
  func note(_ error: Fault) -> gf_status {
    // In a forked child another thread may have held the lock for ever.
    if error.kind != .forked { note(error.description) }
    return Self.status(of: error)
  }

  static func status(of error: Fault) -> gf_status {
    let status =
      switch error.kind {
      case .allLeased: GF_ALL_LEASED
      case .closed: GF_CLOSED
      case .forked: GF_FORKED
      default: error.status == .usage ? GF_USAGE : GF_ERROR
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

import Synchronization

/// A reference behind a handle of a C caller, which may be freed twice or used after that.
///
/// The handle is this object, which is never given back, so its address stays good; what takes
/// memory is the object that it refers to. No lock: one might be held at a fork, for ever.
///
/// SAFETY: `bits` is a retained reference or 0, and only `take` ends it. That no other thread uses
/// it at that moment is what the header asks of the caller.
final class FreeableReference<Object: AnyObject & Sendable>: Sendable {
  private let bits: Atomic<UInt>

  init(_ object: Object) {
    bits = Atomic(UInt(bitPattern: unsafe Unmanaged.passRetained(object).toOpaque()))
  }

  /// The object; nil once it was freed.
  var object: Object? {
    unsafe Self.reference(bits.load(ordering: .acquiring))?.takeUnretainedValue()
  }

  /// The object, which this no longer holds; nil once it was freed.
  func take() -> Object? {
    unsafe Self.reference(bits.exchange(0, ordering: .acquiringAndReleasing))?.takeRetainedValue()
  }

  private static func reference(_ bits: UInt) -> Unmanaged<Object>? {
    unsafe UnsafeRawPointer(bitPattern: bits).map { unsafe Unmanaged.fromOpaque($0) }
  }
}

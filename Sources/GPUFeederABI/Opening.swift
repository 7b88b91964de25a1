import ByteIO
public import CGPUFeeder
import GPUFeeder
import Records

/// A terminated constant that lives as long as the process.
private nonisolated(unsafe) let version: UnsafePointer<CChar> = {
  // SAFETY: allocated once, never freed and never written again.
  let text = UnsafeMutablePointer<CChar>.allocate(capacity: 16)
  unsafe FeederHandle.copy(ToolVersion.current, to: text, 16)
  return unsafe UnsafePointer(text)
}()

/// See gpufeeder.h.
@c @implementation
public func gf_version() -> UnsafePointer<CChar> { unsafe version }

/// See gpufeeder.h.
@c @implementation
public func gf_options_init(_ options: UnsafeMutablePointer<gf_options>?) {
  guard let options = unsafe options else { return }
  // SAFETY: the caller's structure; whatever it holds is overwritten.
  unsafe options.initialize(to: gf_options())
  unsafe options.pointee.struct_size = MemoryLayout<gf_options>.size
  unsafe options.pointee.rank_count = 1
  unsafe options.pointee.columns = UInt32(GF_INPUT_IDS | GF_LABELS | GF_POSITION_IDS)
  unsafe options.pointee.slot_count = 8
  unsafe options.pointee.memory_limit = 2 << 30
  unsafe options.pointee.end_step = .max
  unsafe options.pointee.notice_seconds = 10
}

/// See gpufeeder.h.
@c @implementation
public func gf_open(
  _ options: UnsafePointer<gf_options>?, _ feeder: UnsafeMutablePointer<OpaquePointer?>?,
  _ message: UnsafeMutablePointer<CChar>?, _ messageCapacity: Int
) -> gf_status {
  unsafe feeder?.pointee = nil
  guard let options = unsafe options, let feeder = unsafe feeder else {
    unsafe FeederHandle.copy("options or feeder is null", to: message, messageCapacity)
    return gf_status(GF_USAGE)
  }
  do throws(Fault) {
    var translated = unsafe try FeederOptions(options.pointee)
    let opening = try FeederOpening(translated)
    if let text = unsafe options.pointee.state {
      let state = try FeederState(parsing: unsafe String(cString: text))
      try state.check(against: opening.order)
      translated.firstStep = state.step
    }
    let handle = FeederHandle(try Feeder(translated, opening))
    // SAFETY: the handle is never given back: what it refers to is, in `gf_free`.
    unsafe feeder.pointee = OpaquePointer(Unmanaged.passRetained(handle).toOpaque())
    return gf_status(GF_OK)
  } catch {
    unsafe FeederHandle.copy(error.description, to: message, messageCapacity)
    return FeederHandle.status(of: error)
  }
}

/// See gpufeeder.h.
@c @implementation
public func gf_close(_ feeder: OpaquePointer?) {
  unsafe FeederHandle.of(feeder)?.feeder?.close()
}

/// See gpufeeder.h.
@c @implementation
public func gf_free(_ feeder: OpaquePointer?) {
  unsafe FeederHandle.of(feeder)?.free()
}

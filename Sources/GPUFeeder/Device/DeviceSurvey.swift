package import ByteIO
import CCUDA
import Glibc

/// What the CUDA driver says of this machine's devices, before anything runs on them.
package struct DeviceSurvey: Sendable, Equatable {
  /// One device.
  package struct Device: Sendable, Equatable {
    package var name: String
    package var byteCount: UInt64
    /// What of it is free; nil where the driver did not say.
    package var freeByteCount: UInt64?
    /// The compute capability, such as `8.0`.
    package var computeCapability: String
  }

  /// How it went.
  package enum Outcome: Sendable, Equatable {
    /// There is no driver that could be loaded, and why.
    case noDriver(Fault)
    /// There is a driver, and no device for it.
    case noDevice
    /// The driver refused something before its devices were known.
    case refused(Fault)
    case found(DeviceSurvey)
  }

  /// The newest CUDA that the driver knows, such as `12.4`.
  package var cudaVersion: String
  package var devices: [Device]
  /// Why memory of this process cannot be pinned for the first device; nil where it can.
  package var pinningFault: Fault?

  /// Asks the driver; `path` where it is not `CUDADriver.libraryName` that is meant.
  ///
  /// Makes the primary context of the first device for a moment, as every program does that uses it:
  /// a few hundred megabytes of its memory.
  package static func take(path: String = CUDADriver.libraryName) -> Outcome {
    let calls: Calls
    do {
      calls = try Calls(library: try CUDALibrary(path: path))
    } catch {
      return .noDriver(error)
    }
    do throws(Fault) {
      let code = calls.initialize(0)
      if Int(code) == cprep_cu_no_device { return .noDevice }
      try calls.check("cuInit", code)
      let count = try calls.number("cuDeviceGetCount") { unsafe calls.getCount(&$0) }
      guard count > 0 else { return .noDevice }
      let version = try calls.number("cuDriverGetVersion") { unsafe calls.getVersion(&$0) }
      // More than any machine has; a driver that says so is none.
      var devices: [Device] = []
      for ordinal in 0..<min(count, 64) { devices.append(try calls.device(ordinal)) }
      let first = calls.occupy(&devices[0])
      return .found(
        DeviceSurvey(
          cudaVersion: "\(version / 1000).\(version % 1000 / 10)", devices: devices,
          pinningFault: first))
    } catch {
      return .refused(error)
    }
  }
}

/// The calls that a survey makes.
@safe private struct Calls {
  let initialize: cprep_cuInit
  let getVersion: cprep_cuDriverGetVersion
  let getCount: cprep_cuDeviceGetCount
  private let getDevice: cprep_cuDeviceGet
  private let getName: cprep_cuDeviceGetName
  private let getTotalMemory: cprep_cuDeviceTotalMem
  private let getAttribute: cprep_cuDeviceGetAttribute
  private let retainContext: cprep_cuDevicePrimaryCtxRetain
  private let releaseContext: cprep_cuDevicePrimaryCtxRelease
  private let getMemory: cprep_cuMemGetInfo
  private let driver: CUDADriver

  init(library: CUDALibrary) throws(Fault) {
    // SAFETY: each symbol has the type that the driver's reference states for that name.
    func function<Function>(_ name: String, _: Function.Type) throws(Fault) -> Function {
      try unsafe library.function(name, Function.self)
    }
    initialize = try function("cuInit", cprep_cuInit.self)
    unsafe getVersion = try function("cuDriverGetVersion", cprep_cuDriverGetVersion.self)
    unsafe getCount = try function("cuDeviceGetCount", cprep_cuDeviceGetCount.self)
    unsafe getDevice = try function("cuDeviceGet", cprep_cuDeviceGet.self)
    unsafe getName = try function("cuDeviceGetName", cprep_cuDeviceGetName.self)
    unsafe getTotalMemory = try function("cuDeviceTotalMem_v2", cprep_cuDeviceTotalMem.self)
    unsafe getAttribute = try function("cuDeviceGetAttribute", cprep_cuDeviceGetAttribute.self)
    unsafe retainContext = try function(
      "cuDevicePrimaryCtxRetain", cprep_cuDevicePrimaryCtxRetain.self)
    releaseContext = try function(
      "cuDevicePrimaryCtxRelease_v2", cprep_cuDevicePrimaryCtxRelease.self)
    unsafe getMemory = try function("cuMemGetInfo_v2", cprep_cuMemGetInfo.self)
    driver = try CUDADriver(library: library)
  }

  func check(_ call: String, _ code: cprep_cu_result) throws(Fault) {
    try driver.check(call, code)
  }

  /// What a call gives that gives a number.
  func number(
    _ call: String, _ body: (inout CInt) -> cprep_cu_result
  ) throws(Fault) -> Int {
    var value: CInt = 0
    try check(call, body(&value))
    return Int(value)
  }

  func device(_ ordinal: Int) throws(Fault) -> DeviceSurvey.Device {
    let device = CInt(
      try number("cuDeviceGet") { unsafe getDevice(&$0, CInt(ordinal)) })
    var name = [CChar](repeating: 0, count: 256)
    try check("cuDeviceGetName", unsafe getName(&name, CInt(name.count - 1), device))
    var byteCount = 0
    try check("cuDeviceTotalMem", unsafe getTotalMemory(&byteCount, device))
    func capability(_ attribute: Int) throws(Fault) -> Int {
      try number("cuDeviceGetAttribute") { unsafe getAttribute(&$0, CInt(attribute), device) }
    }
    let major = try capability(Int(cprep_cu_compute_capability_major))
    let minor = try capability(Int(cprep_cu_compute_capability_minor))
    let letters = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return DeviceSurvey.Device(
      name: String(decoding: letters, as: UTF8.self), byteCount: UInt64(max(0, byteCount)),
      freeByteCount: nil, computeCapability: "\(major).\(minor)")
  }

  /// Uses the first device for a moment: notes its free memory, and pins memory of this process.
  ///
  /// Returns why it could not be used or pinned.
  func occupy(_ device: inout DeviceSurvey.Device) -> Fault? {
    do throws(Fault) {
      var context: cprep_cu_context?
      try check("cuDevicePrimaryCtxRetain", unsafe retainContext(&context, 0))
      defer { _ = releaseContext(0) }
      guard let context = unsafe context else { return .failed("there is no primary context") }
      try check("cuCtxPushCurrent", unsafe driver.ctxPushCurrent(context))
      defer {
        var popped: cprep_cu_context?
        _ = unsafe driver.ctxPopCurrent(&popped)
      }
      var free = 0
      var total = 0
      try check("cuMemGetInfo", unsafe getMemory(&free, &total))
      device.freeByteCount = UInt64(max(0, free))
      try pin(byteCount: 1 << 20)
      return nil
    } catch {
      return error
    }
  }

  private func pin(byteCount: Int) throws(Fault) {
    // SAFETY: the memory is freed only when the driver has let go of it.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 4096)
    defer { unsafe memory.deallocate() }
    try check("cuMemHostRegister", unsafe driver.memHostRegister(memory, byteCount, 0))
    try check("cuMemHostUnregister", unsafe driver.memHostUnregister(memory))
  }
}

import ByteIO
import FakeCUDA
import Glibc
import TestSupport
import Testing

@testable import GPUFeeder

/// The fake driver, loaded as the feeder loads the real one.
///
/// One process has one, so suites that use it run one after the other under `FakeDeviceTests`.
enum FakeDriver {
  /// Beside the test bundle, wherever this build put that: found among what the process has mapped.
  static let path: String = {
    guard let file = try? File.open("/proc/self/maps") else { return "" }
    var buffer = ByteBuffer()
    while let count = try? file.readSome(1 << 16, into: &buffer), count > 0 {}
    let text = buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    let line = text.split(separator: "\n").first { $0.hasSuffix("PackageTests.xctest") }
    guard let line, let slash = line.firstIndex(of: "/"), let last = line.lastIndex(of: "/")
    else { return "" }
    return line[slash..<last] + "/libfakecuda.so"
  }()

  private static func symbol<Function>(_ name: String, _: Function.Type) -> Function {
    // The library was loaded with the driver; a missing symbol is a broken build.
    guard let library = dlopen(path, RTLD_NOW), let address = dlsym(library, name) else {
      fatalError("\(path) has no \(name)")
    }
    return unsafeBitCast(address, to: Function.self)
  }

  static func reset() {
    symbol("fakecuda_reset", (@convention(c) () -> Void).self)()
  }
  static func setDelay(_ least: UInt32, _ most: UInt32, seed: UInt64 = 1) {
    symbol("fakecuda_set_delay", (@convention(c) (UInt32, UInt32, UInt64) -> Void).self)(
      least, most, seed)
  }
  static func fail(_ name: String, nth: Int32, code: Int32, sticky: Bool = false) {
    symbol(
      "fakecuda_fail", (@convention(c) (UnsafePointer<CChar>, Int32, Int32, Int32) -> Void).self)(
        name, nth, code, sticky ? 1 : 0)
  }
  static func setHostLimit(_ byteCount: Int) {
    symbol("fakecuda_set_host_limit", (@convention(c) (Int) -> Void).self)(byteCount)
  }
  static func makeCurrent(_ context: Int32) {
    symbol("fakecuda_make_current", (@convention(c) (Int32) -> Void).self)(context)
  }
  static func createStream() -> UInt {
    UInt(
      bitPattern: symbol(
        "fakecuda_create_stream", (@convention(c) () -> UnsafeMutableRawPointer?).self)())
  }
  static func setCapturing(_ stream: UInt, _ capturing: Bool) {
    symbol("fakecuda_set_capturing", (@convention(c) (UInt, Int32) -> Void).self)(
      stream, capturing ? 1 : 0)
  }
  static func allocate(_ byteCount: Int) -> UInt64 {
    symbol("fakecuda_allocate", (@convention(c) (Int) -> UInt64).self)(byteCount)
  }
  static func free(_ address: UInt64) {
    symbol("fakecuda_free", (@convention(c) (UInt64) -> Void).self)(address)
  }
  static func launch(
    _ stream: UInt, _ address: UInt64, _ byteCount: Int, microseconds: UInt32,
    hash: UnsafeMutablePointer<UInt64>
  ) {
    symbol(
      "fakecuda_launch",
      (@convention(c) (UInt, UInt64, Int, UInt32, UnsafeMutablePointer<UInt64>) -> Void).self)(
        stream, address, byteCount, microseconds, hash)
  }
  static func hold(_ isHeld: Bool) {
    symbol("fakecuda_hold", (@convention(c) (Int32) -> Void).self)(isHeld ? 1 : 0)
  }
  static func awaitBegun(_ stream: UInt) {
    symbol("fakecuda_await_begun", (@convention(c) (UInt) -> Void).self)(stream)
  }
  static func drain(_ stream: UInt) {
    symbol("fakecuda_drain", (@convention(c) (UInt) -> Void).self)(stream)
  }
  static func hash(_ bytes: [UInt8]) -> UInt64 {
    let function = symbol(
      "fakecuda_hash", (@convention(c) (UnsafeRawPointer?, Int) -> UInt64).self)
    return bytes.withUnsafeBytes { function($0.baseAddress, $0.count) }
  }
  static var liveContexts: Int32 {
    symbol("fakecuda_live_contexts", (@convention(c) () -> Int32).self)()
  }
  static var report: fakecuda_report {
    var report = fakecuda_report()
    symbol(
      "fakecuda_report_now",
      (@convention(c) (UnsafeMutablePointer<fakecuda_report>) -> Void).self)(&report)
    return report
  }
}

extension fakecuda_report {
  /// Whether nothing was done wrong.
  var isClean: Bool {
    changed_sources == 0 && unregistered_sources == 0 && torn_kernels == 0 && invalid_calls == 0
  }
}

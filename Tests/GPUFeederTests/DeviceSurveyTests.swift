import ByteIO
import FakeCUDA
import Testing

@testable import GPUFeeder

/// What `prep doctor` asks of the driver, against the fake one.
extension FakeDeviceTests {
  @Test func aSurveyFindsTheDevice() throws {
    guard case .found(let survey) = DeviceSurvey.take(path: FakeDriver.path) else {
      Issue.record("no device")
      return
    }
    #expect(survey.cudaVersion == "12.4")
    #expect(survey.devices.map(\.name) == ["Fake A100-SXM4-40GB"])
    #expect(survey.devices[0].byteCount == 42_410_000_000)
    #expect(survey.devices[0].freeByteCount == 42_010_000_000)
    #expect(survey.devices[0].computeCapability == "8.0")
    #expect(survey.pinningFault == nil)
    #expect(FakeDriver.report.live_registrations == 0 && FakeDriver.report.invalid_calls == 0)
    #expect(FakeDriver.liveContexts == 0)
  }

  @Test(arguments: [
    ("cuInit", 803), ("cuDriverGetVersion", 999), ("cuDeviceGetCount", 3), ("cuDeviceGet", 101),
    ("cuDeviceGetName", 1), ("cuDeviceTotalMem", 1), ("cuDeviceGetAttribute", 1),
  ])
  func aSurveyThatIsRefusedSaysWhere(call: String, code: Int32) {
    FakeDriver.fail(call, nth: 1, code: code)
    guard case .refused(let fault) = DeviceSurvey.take(path: FakeDriver.path) else {
      Issue.record("\(call) was not noticed")
      return
    }
    #expect(fault.message.hasPrefix("\(call) returned \(code)"))
  }

  @Test func aDriverWithoutADeviceIsNoFault() {
    FakeDriver.fail("cuInit", nth: 1, code: 100)
    #expect(DeviceSurvey.take(path: FakeDriver.path) == .noDevice)
  }

  @Test(arguments: [
    "cuDevicePrimaryCtxRetain", "cuCtxPushCurrent", "cuMemGetInfo", "cuMemHostRegister",
  ])
  func aDeviceThatCannotBeUsedIsSaid(_ call: String) {
    FakeDriver.fail(call, nth: 1, code: 2)
    guard case .found(let survey) = DeviceSurvey.take(path: FakeDriver.path) else {
      Issue.record("no device")
      return
    }
    #expect(survey.pinningFault?.message == "\(call) returned 2 (CUDA_ERROR_OUT_OF_MEMORY)")
    #expect(FakeDriver.report.live_registrations == 0 && FakeDriver.liveContexts == 0)
  }

  @Test func noDriverIsSaid() {
    guard case .noDriver = DeviceSurvey.take(path: "libcuda-nowhere.so.1") else {
      Issue.record("a driver")
      return
    }
    // A library that is no driver.
    guard case .noDriver(let fault) = DeviceSurvey.take(path: "libm.so.6") else {
      Issue.record("a driver")
      return
    }
    #expect(fault.message.contains("lacks cuInit"))
  }
}

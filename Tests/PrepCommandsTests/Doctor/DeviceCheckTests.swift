import ByteIO
import GPUFeeder
import Testing

@testable import PrepCommands

/// What is said of devices; `GPUFeederTests/DeviceSurveyTests` asks the fake driver for them.
@Suite struct DeviceCheckTests {
  private func findings(_ outcome: DeviceSurvey.Outcome) throws -> [Finding] {
    DoctorCheck.devices.run(try TestEnvironment.examination([], devices: outcome))
  }

  @Test func noGPUIsANote() throws {
    #expect(try findings(.noDevice).map(\.status) == [.note])
    #expect(try findings(.noDriver(.usage("there is no CUDA driver"))).map(\.status) == [.note])
  }

  @Test func aDriverThatRefusesFails() throws {
    let refused = try findings(
      .refused(.cuda(call: "cuInit", code: 803, name: "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH")))
    #expect(refused.map(\.status) == [.fail])
    #expect(refused[0].symptom == "cuInit returned 803 (CUDA_ERROR_SYSTEM_DRIVER_MISMATCH)")
  }

  @Test func aDeviceIsShownWithWhatFits() throws {
    let found = try findings(TestEnvironment.device())
    #expect(found.map(\.status) == [.ok, .ok, .ok, .ok])
    #expect(found.map(\.subject) == ["driver", "device 0", "pinned memory", "QLoRA"])
    #expect(found[1].text == "Fake, 40.0 GB, compute 8.0")
    #expect(found[3].text.hasPrefix("llama-3.1-8b: up to "))
  }

  @Test func aSmallDeviceAndMemoryThatIsNotPinnedAreWarnings() throws {
    guard case .found(var survey) = TestEnvironment.device() else { return }
    survey.devices[0].byteCount = 6_000_000_000
    survey.pinningFault = .cuda(
      call: "cuMemHostRegister", code: 2, name: "CUDA_ERROR_OUT_OF_MEMORY")
    let found = try findings(.found(survey))
    #expect(found.map(\.status) == [.ok, .ok, .warn, .warn])
  }
}

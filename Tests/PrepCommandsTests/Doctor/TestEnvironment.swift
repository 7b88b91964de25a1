import ByteIO

@testable import GPUFeeder
@testable import PrepCommands

/// A Python with packages that a test names, in an examination that looks at nothing else of it.
enum TestEnvironment {
  static let markers = [
    "python_version": "3.11", "platform_system": "Linux", "platform_machine": "x86_64",
    "sys_platform": "linux",
  ]

  static func package(
    _ name: String, _ version: String, _ requirements: [String] = [], in location: String = "/env",
    metadata: String? = nil, lacksModule: Bool = false
  ) -> InstalledPackage {
    InstalledPackage(
      name: name, version: version, requirements: requirements, location: location,
      metadataName: metadata ?? "\(name)-\(version).dist-info", lacksModule: lacksModule)
  }

  static func examination(
    _ packages: [InstalledPackage], devices: DeviceSurvey.Outcome = .noDevice,
    _ request: Examination.Request = .init(), variables: [String: String] = [:]
  ) throws -> Examination {
    let examination = Examination(
      request, table: try RuleTable.load(), environment: { variables[$0] })
    examination.python = .success(
      PythonEnvironment(
        version: "3.11.7", executable: "/env/bin/python", prefix: "/env", markers: markers,
        packages: packages, unreadableCount: 0))
    examination.interpreter = "/env/bin/python"
    examination.devices = devices
    return examination
  }

  /// One device of that compute capability.
  static func device(_ compute: String = "8.0", cuda: String = "12.4") -> DeviceSurvey.Outcome {
    .found(
      DeviceSurvey(
        cudaVersion: cuda,
        devices: [
          .init(
            name: "Fake", byteCount: 40_000_000_000, freeByteCount: nil, computeCapability: compute)
        ], pinningFault: nil))
  }
}

extension Examination {
  /// What `check` finds, but for what is as it should be.
  func faults(_ check: DoctorCheck) -> [Finding] { check.run(self).filter { $0.status != .ok } }

  /// The rules that hold.
  func rules() -> [String] { DoctorCheck.packages.run(self).compactMap(\.rule) }
}
